import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { FORMATS } from './changing-files.ts';
import { testContractModes, testContracts } from './suites/contracts.ts';

for (const format of FORMATS) testContractModes(duckDbFiles, format);
testContracts(duckDbFiles);
