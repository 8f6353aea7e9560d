import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testTicketViews } from './suites/tickets.ts';

testTicketViews(duckDbFiles);
