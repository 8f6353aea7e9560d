import { describe, expect, test } from 'vitest';
import { dropBefore, failure } from '../tds-server/answers.ts';
import type { Value } from '../tds-server/columns.ts';
import type { Request } from '../tds-server/requests.ts';
import { type Fault, ScriptedWarehouse, times } from './scripted-warehouse.ts';
import { chunk, isBulk, opened } from './staged-rows.ts';

const isAnnouncement = (request: Request): boolean =>
  request.kind === 'batch' && request.sql.startsWith('insert bulk stg.item_row');
const isRemoval = (request: Request): boolean =>
  request.kind === 'rpc' && request.sql.startsWith('DELETE FROM stg.item_row');

function rowIds(scripted: ScriptedWarehouse): readonly number[] {
  return scripted.database.staged.map((row) => Number(row[1])).toSorted((left, right) => left - right);
}

function upTo(count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => index + 1);
}

describe('a bulk load', () => {
  test('sends every value as it is, with the numbers of its row', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const writer = await opened(scripted);

    await writer.append(chunk(1, 2, 'x'.repeat(5000)));
    await writer.close();

    expect(scripted.database.staged).toEqual<readonly (readonly Value[])[]>([
      [9, 1n, 3, 1, 'año', '2018-01-01', 'x'.repeat(5000)],
      [9, 2n, 3, 2, null, null, null],
    ]);
    const announced = scripted.server.requests.find(({ request }) => isAnnouncement(request))?.request;
    expect(announced).toMatchObject({
      sql: 'insert bulk stg.item_row([batch_id] int, [row_id] bigint, [source_id] int, [source_row] int, [code] nvarchar(10), [day] date, [note] nvarchar(max)) WITH (KEEP_NULLS,TABLOCK)',
    });
  });

  test('goes over several connections side by side, each row once', async () => {
    const both = Promise.withResolvers<void>();
    const lanes = new Set<number>();
    await using scripted = await ScriptedWarehouse.start({
      fault: async (request, _, { number }) => {
        if (!isBulk(request)) return undefined;
        // Neither of the first two is answered before both have come.
        if (lanes.add(number).size === 2) both.resolve();
        await both.promise;
        return undefined;
      },
    });
    const writer = await opened(scripted);

    for (const index of [0, 1, 2, 3, 4, 5]) await writer.append(chunk(1 + index * 10, 10));
    await writer.close();

    expect(rowIds(scripted)).toEqual(upTo(60));
    expect(scripted.count('bulk')).toBe(6);
    // The first connection is the warehouse's own.
    expect(lanes).toEqual(new Set([2, 3]));
  });

  test('of nothing opens no connection', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const writer = await opened(scripted);

    await writer.append(chunk(1, 0));
    await writer.close();

    expect([scripted.count('bulk'), scripted.count('login')]).toEqual([0, 1]);
  });

  test('takes a lock of its own for each connection, so that an old session has ended', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const writer = await opened(scripted);

    await writer.append(chunk(1, 1));
    await writer.append(chunk(2, 1));
    await writer.close();

    const locks = scripted.server.requests.flatMap(({ request }) =>
      request.kind === 'rpc' && request.sql.includes('sp_getapplock') ? [request.parameters[0]?.value] : [],
    );
    expect(locks.toSorted()).toEqual(['storehouse/shop/bulk/0', 'storehouse/shop/bulk/1', 'storehouse/shop/writer']);
  });
});

describe('a bulk load that fails for a moment', () => {
  const FAULTS: readonly (readonly [string, (request: Request) => boolean, Fault])[] = [
    [
      'the connection breaks in the middle of the rows',
      isAnnouncement,
      (_, __, connection) => {
        connection.dropAfterReceiving(100_000);
        return [];
      },
    ],
    ['the connection breaks before the rows are sent', isAnnouncement, () => dropBefore('reset')],
    ['the connection breaks before they are loaded', isBulk, () => dropBefore()],
    [
      'the connection breaks after they are loaded',
      isBulk,
      (_, healthy) => {
        healthy();
        return dropBefore();
      },
    ],
    ['it is the victim of a deadlock', isBulk, () => failure(1205, 'Deadlock.', { class: 13 })],
  ];

  test.each(FAULTS)('is removed and sent again: %s', async (_, isStruck, fault) => {
    await using scripted = await ScriptedWarehouse.start({ fault: times(1, isStruck, fault) });
    const writer = await opened(scripted);

    for (const index of [0, 1, 2, 3]) await writer.append(chunk(1 + index * 10_000, 10_000));
    await writer.close();

    expect(rowIds(scripted)).toEqual(upTo(40_000));
    expect(scripted.warnings).toMatchObject([{ purpose: 'bulk load', attempt: 1 }]);
    // The warehouse's own, one a lane, and the one that takes the place of the one that failed.
    expect(scripted.count('login')).toBe(4);
    const removals = scripted.server.requests.flatMap(({ request }) =>
      request.kind === 'rpc' && isRemoval(request) ? [request] : [],
    );
    expect(removals.map(({ sql }) => sql)).toEqual([
      'DELETE FROM stg.item_row WHERE batch_id = @batch_id AND row_id BETWEEN @first AND @last',
    ]);
    const [batch, first, last] = removals[0]?.parameters.map(({ value }) => value) ?? [];
    expect([batch, Number(last) - Number(first)]).toEqual([9, 9999]);
  });

  test('waits for a server that shuts down before its first connection is let in, as the warehouse was', async () => {
    let logins = 0;
    await using scripted = await ScriptedWarehouse.start({
      onLogin: () => (++logins === 2 ? failure(33557097, 'Shutting down.') : undefined),
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    await writer.close();

    expect(rowIds(scripted)).toEqual(upTo(10));
    expect(scripted.warnings).toMatchObject([{ purpose: 'bulk load', code: 'WAREHOUSE_LOGIN', attempt: 1 }]);
  });

  test('is removed again where the removal is what fails', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, _, connection) =>
        (isBulk(request) && connection.number === 2) || (isRemoval(request) && connection.number === 3)
          ? dropBefore()
          : undefined,
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    await writer.close();

    expect(rowIds(scripted)).toEqual(upTo(10));
    expect(scripted.warnings).toMatchObject([{ attempt: 1 }, { attempt: 2 }]);
  });
});
