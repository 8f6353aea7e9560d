import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testKills } from './suites/kills.ts';

testKills(preparedFiles);
