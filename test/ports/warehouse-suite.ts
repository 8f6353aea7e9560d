import { describe } from 'vitest';
import { testCancel, testKilledProcesses } from './warehouse/interruptions.ts';
import type { WarehouseEngine } from './warehouse/place.ts';
import { testSchema } from './warehouse/schema.ts';
import { testStaging } from './warehouse/staging.ts';
import { testSelect, testStatements } from './warehouse/statements.ts';
import { testInsertRows, testTransactions } from './warehouse/transactions.ts';

/** What every adapter of the `Warehouse` port has to do, whatever its engine. Each test has a warehouse of its own. */
export function warehouseSuite(engine: WarehouseEngine): void {
  describe(`${engine.name} as a warehouse`, () => {
    testStatements(engine);
    testSelect(engine);
    testTransactions(engine);
    testInsertRows(engine);
    testStaging(engine);
    testCancel(engine);
    testSchema(engine);
    testKilledProcesses(engine);
  });
}
