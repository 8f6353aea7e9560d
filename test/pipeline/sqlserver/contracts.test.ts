import { onServer } from '../../servers/sqlserver-databases.ts';
import { testContractModes } from '../suites/contract-modes.ts';
import { testContracts } from '../suites/contracts.ts';

onServer((places) => testContractModes(places, 'csv'), testContracts);
