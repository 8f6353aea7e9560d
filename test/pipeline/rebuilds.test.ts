import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testRebuilds } from './suites/rebuilds.ts';

testRebuilds(duckDbFiles);
