import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testInferred } from './suites/inferred.ts';

testInferred(preparedFiles);
