import { describe } from 'vitest';
import { onServer } from '../../servers/sqlserver-databases.ts';
import { testContractModes } from '../suites/contract-modes.ts';
import { testContracts } from '../suites/contracts.ts';

/** A test here is up to seven runs, of which each takes twenty seconds on a server that is busy. */
const TIMEOUT_MS = 300_000;

onServer((places) => {
  describe('changing files', { timeout: TIMEOUT_MS }, () => {
    testContractModes(places, 'csv');
    testContracts(places);
  });
});
