import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testAliases } from './suites/aliases.ts';

testAliases(preparedFiles);
