import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testVersions } from './suites/versions.ts';

testVersions(duckDbFiles);
