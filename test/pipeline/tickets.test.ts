import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testTickets } from './suites/tickets.ts';

testTickets(preparedFiles);
