import { describe, expect, test } from 'vitest';
import { done, dropBefore, failure } from '../tds-server/answers.ts';
import { failureOf, ScriptedWarehouse, times } from './scripted-warehouse.ts';
import { chunk, isBulk, opened, TARGET } from './staged-rows.ts';

describe('a bulk load that fails for good', () => {
  test('shows with a later call, and does not hang', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isBulk, () => failure(1105, 'Disk full.')),
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    const appending = async (): Promise<void> => {
      for (let row = 11; row < 1000; row += 10) await writer.append(chunk(row, 10));
    };

    expect(await failureOf(appending())).toMatchObject({ code: 'WAREHOUSE_STATEMENT', context: { number: 1105 } });
    expect(await failureOf(writer.close())).toMatchObject({ context: { number: 1105 } });
    expect(scripted.count('bulk')).toBeLessThan(5);
  });

  test('in the last chunk shows when the writer is closed', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isBulk(request) ? dropBefore() : undefined),
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));

    expect(await failureOf(writer.close())).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
    expect(scripted.warnings).toHaveLength(3);
  });

  test('on all connections at once is one failure', async () => {
    const both = Promise.withResolvers<void>();
    let waiting = 0;
    await using scripted = await ScriptedWarehouse.start({
      fault: async (request) => {
        if (!isBulk(request)) return undefined;
        waiting += 1;
        if (waiting === 2) both.resolve();
        await both.promise;
        return failure(547, 'A rule.');
      },
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    await writer.append(chunk(11, 10));

    expect(await failureOf(writer.close())).toMatchObject({ context: { number: 547 } });
    expect(waiting).toBe(2);
  });

  test('costs its connection, on which some servers read nothing right any more', async () => {
    const spoilt = new Set<number>();
    await using scripted = await ScriptedWarehouse.start({
      fault: (request, _, { number }) => {
        if (spoilt.has(number)) return failure(33557097, 'The protocol stream is incorrect.');
        if (!isBulk(request) || spoilt.size > 0) return undefined;
        spoilt.add(number);
        return failure(547, 'A rule.');
      },
    });
    const warehouse = await scripted.open();
    const refused = await warehouse.openStaging(TARGET);
    await refused.append(chunk(1, 10));
    expect(await failureOf(refused.close())).toMatchObject({ context: { number: 547 } });

    const next = await warehouse.openStaging(TARGET);
    await next.append(chunk(1, 10));
    await next.close();

    expect(scripted.database.staged).toHaveLength(10);
    expect(scripted.server.connections.map(({ isOpen }) => isOpen)).toEqual([true, false, true]);
  });

  test('leaves no rejection behind where nobody closes the writer', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isBulk(request) ? failure(547, 'A rule.') : undefined),
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    await writer.append(chunk(11, 10));
    await scripted.server.received(isBulk);
  });
});

describe('what is wrong with the rows', () => {
  test('a text longer than its column is refused before anything is sent', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const writer = await opened(scripted);
    const wrong = chunk(7, 3);
    const [code, ...rest] = wrong.columns;
    const columns = [{ name: 'code', type: 'text' as const, values: ['short', 'elevenchars', null] }, ...rest];

    const error = await failureOf(writer.append({ ...wrong, columns }));

    expect(code?.name).toBe('code');
    expect(error).toMatchObject({ code: 'INVARIANT', context: { sourceId: 3, rowNumber: 8 } });
    expect(error.message).toBe('A text for stg.item_row.code is longer than its 10 characters.');
    expect(scripted.count('bulk')).toBe(0);
  });

  test.each([
    ['out of order', [1, 0, 2], 'day, code, note'],
    ['missing', [0, 1], 'code, day'],
  ])('columns %s are refused', async (_, order, names) => {
    await using scripted = await ScriptedWarehouse.start();
    const writer = await opened(scripted);
    const given = chunk(1, 2);
    const columns = order.flatMap((index) => given.columns[index] ?? []);

    const error = await failureOf(writer.append({ ...given, columns }));

    expect(error.code).toBe('INVARIANT');
    expect(error.message).toBe(`A chunk for stg.item_row has the columns ${names}, not code, day, note.`);
    expect(scripted.count('bulk')).toBe(0);
  });

  test('a table that is not what is expected is refused before any row', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open();

    const error = await failureOf(warehouse.openStaging({ ...TARGET, columns: ['code', 'day'] }));

    expect(error.message).toBe('The table for stg.item_row has the columns code, day, note, not code, day.');
  });

  test('rows that the server took and does not have are missed at the end', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isBulk, (request) => done(request.kind === 'bulk' ? request.rows.length : 0)),
    });
    const writer = await opened(scripted);

    await writer.append(chunk(1, 10));
    await writer.append(chunk(11, 5));
    const error = await failureOf(writer.close());

    expect(error.code).toBe('INVARIANT');
    expect(error.message).toMatch(/^Of 15 rows sent to stg\.item_row, (5|10) are there\.$/);
  });
});
