import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testTicketViews } from './suites/tickets.ts';

testTicketViews(preparedFiles);
