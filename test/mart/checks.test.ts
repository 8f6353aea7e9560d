import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testChecks } from './suites/checks.ts';

testChecks(duckDbFiles);
