import { duckDbFiles } from '../ports/warehouse/duckdb-files.ts';
import { FORMATS } from './changing-files.ts';
import { testContractModes } from './suites/contract-modes.ts';
import { testContracts } from './suites/contracts.ts';

for (const format of FORMATS) testContractModes(duckDbFiles, format);
testContracts(duckDbFiles);
