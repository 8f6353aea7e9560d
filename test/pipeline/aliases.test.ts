import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testAliases } from './suites/aliases.ts';

testAliases(duckDbFiles);
