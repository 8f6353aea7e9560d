import { describe, expect, test } from 'vitest';
import { dropBefore, silence } from '../tds-server/answers.ts';
import { failureOf, ScriptedWarehouse } from './scripted-warehouse.ts';
import { chunk, isBulk, TARGET } from './staged-rows.ts';

describe('a warehouse that is closed', () => {
  test('while rows are on their way does not connect again', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isBulk(request) ? silence() : undefined),
    });
    const warehouse = await scripted.open();
    const writer = await warehouse.openStaging(TARGET);

    await writer.append(chunk(1, 10));
    await scripted.server.received(isBulk);
    await warehouse.close();

    expect(await failureOf(writer.close())).toMatchObject({ exit: 'warehouse' });
    expect(scripted.count('login')).toBe(2);
    expect(scripted.warnings).toEqual([]);
  });

  test('while a connection is made closes it too', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    let logins = 0;
    const second = Promise.withResolvers<void>();
    await using scripted = await ScriptedWarehouse.start({
      onLogin: async () => {
        logins += 1;
        if (logins !== 2) return undefined;
        second.resolve();
        await promise;
        return undefined;
      },
    });
    const warehouse = await scripted.open();
    const writer = await warehouse.openStaging(TARGET);

    await writer.append(chunk(1, 10));
    await second.promise;
    await warehouse.close();
    resolve();

    expect(await failureOf(writer.close())).toMatchObject({ code: 'INTERRUPTED' });
    await expect
      .poll(() => scripted.server.connections.map(({ isOpen }) => isOpen), { interval: 5 })
      .toEqual([false, false]);
    expect(scripted.count('bulk')).toBe(0);
  });

  test('while it waited for its server does not wait longer', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isBulk(request) ? dropBefore() : undefined),
    });
    const patience = { attempts: 4, firstDelayMs: 3_600_000, maxDelayMs: 3_600_000 };
    const warehouse = await scripted.open('write', {}, { patience });
    const writer = await warehouse.openStaging(TARGET);

    await writer.append(chunk(1, 10));
    await expect.poll(() => scripted.warnings.length, { interval: 1 }).toBe(1);
    await warehouse.close();

    expect(await failureOf(writer.close())).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
  });

  test('does not open again', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    await warehouse.close();

    expect(await failureOf(warehouse.query('SELECT 1 AS one'))).toMatchObject({ code: 'INVARIANT' });
    expect(scripted.count('login')).toBe(1);
  });
});
