import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testRebuilds } from './suites/rebuilds.ts';

testRebuilds(preparedFiles);
