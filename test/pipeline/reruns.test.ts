import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testReruns } from './suites/reruns.ts';

testReruns(duckDbFiles, 700);
