import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testChecks } from './suites/checks.ts';

testChecks(preparedFiles);
