import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testProfiles } from './suites/profiles.ts';

testProfiles(duckDbFiles, [1, 2]);
