import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testVersions } from './suites/versions.ts';

testVersions(preparedFiles);
