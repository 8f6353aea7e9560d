import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { testFecom } from './suites/fecom.ts';

testFecom(duckDbFiles);
