import { preparedFiles } from '../ports/warehouse/prepared-files.ts';
import { FORMATS } from './changing-files.ts';
import { testContractModes } from './suites/contract-modes.ts';
import { testContracts } from './suites/contracts.ts';

for (const format of FORMATS) testContractModes(preparedFiles, format);
testContracts(preparedFiles);
