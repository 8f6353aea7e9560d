import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testKills } from './suites/kills.ts';

testKills(duckDbFiles);
