import { describe } from 'vitest';
import { createDatabase, honoursCancels, SKIPPED, SQLSERVER_URL } from '../servers/sqlserver.ts';
import { warehouseSuite } from './warehouse-suite.ts';

const cancels = SQLSERVER_URL === undefined || (await honoursCancels());

describe.skipIf(SQLSERVER_URL === undefined)(`a server of T-SQL${SKIPPED}`, () => {
  warehouseSuite({
    name: 'SQL Server',
    cancels,
    createPlace: async () => {
      const database = await createDatabase();
      return { location: database.url, remove: () => database.drop() };
    },
  });
});
