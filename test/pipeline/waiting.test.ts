import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testWaiting } from './suites/waiting.ts';

testWaiting(duckDbFiles);
