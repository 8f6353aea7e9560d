import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRebuiltColumns } from './suites/rebuilt-columns.ts';

testRebuiltColumns(preparedFiles);
