import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testTickets } from './suites/tickets.ts';

testTickets(duckDbFiles);
