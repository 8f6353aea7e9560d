import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { testProfiles } from './suites/profiles.ts';

testProfiles(preparedFiles, [1, 2]);
