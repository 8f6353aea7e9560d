import { describe, expect, test } from 'vitest';
import type { Cell } from '../../core/ports/warehouse.ts';
import { rows } from '../tds-server/answers.ts';
import {
  bigint,
  bit,
  type Column,
  date,
  datetime2,
  decimal,
  int,
  nvarchar,
  nvarcharMax,
  type Value,
} from '../tds-server/columns.ts';
import { failureOf, isStatement, ScriptedWarehouse } from './scripted-warehouse.ts';
import { datetime, float, money, varbinary } from './value-columns.ts';

const QUESTION = 'SELECT v.c FROM mart.v AS v ORDER BY v.c;';
const AS_JSON = 'SELECT v.c FROM mart.v AS v ORDER BY v.c\nFOR JSON PATH, INCLUDE_NULL_VALUES';

/** A server that answers with these rows, and with this text when they are asked for as JSON. */
function answering(columns: readonly Column[], values: readonly (readonly Value[])[], json: readonly string[] = []) {
  return ScriptedWarehouse.start({
    fault: (request) => {
      if (isStatement(request, QUESTION)) return rows(columns, values);
      if (!isStatement(request, AS_JSON)) return undefined;
      return rows(
        [nvarcharMax('JSON_F52E2B61-18A1-11d1-B105-00805F49916B')],
        json.map((piece) => [piece]),
      );
    },
  });
}

describe('values come as text where a number would not hold them', () => {
  const CASES: readonly (readonly [string, Column, Value, string, Cell])[] = [
    ['int', int('c'), -2_147_483_648, 'int', -2_147_483_648],
    ['bigint that a number holds', bigint('c'), 9_007_199_254_740_991n, 'bigint', 9_007_199_254_740_991],
    ['bigint that none holds', bigint('c'), 9_007_199_254_740_993n, 'bigint', '9007199254740993'],
    ['bigint, the lowest', bigint('c'), -9_223_372_036_854_775_808n, 'bigint', '-9223372036854775808'],
    ['bit', bit('c'), true, 'bit', true],
    ['decimal', decimal('c', 9, 2), '-0.10', 'decimal', '-0.10'],
    ['decimal with all zeros of its scale', decimal('c', 18, 4), '12', 'decimal', '12.0000'],
    ['decimal just below 2^52 units', decimal('c', 18, 2), '45035996273704.95', 'decimal', '45035996273704.95'],
    ['decimal without a fraction', decimal('c', 10, 0), '7', 'decimal', '7'],
    ['money', money('c'), '-1234.5600', 'money', '-1234.5600'],
    ['date', date('c'), '2018-02-28', 'date', '2018-02-28'],
    ['datetime2', datetime2('c', 3), '2018-12-31T23:59:59.997', 'datetime2', '2018-12-31 23:59:59.997'],
    ['datetime2 without a fraction', datetime2('c', 0), '1969-07-20T20:17:40', 'datetime2', '1969-07-20 20:17:40.000'],
    [
      'datetime2 before year 1000',
      datetime2('c', 3),
      '0001-01-01T00:00:00.000',
      'datetime2',
      '0001-01-01 00:00:00.000',
    ],
    ['datetime', datetime('c'), '43099 25919999', 'datetime', '2018-01-01 23:59:59.997'],
    ['nvarchar', nvarchar('c', 10), 'Perú 🎿', 'nvarchar', 'Perú 🎿'],
    ['nvarchar that looks like a number', nvarchar('c', 10), '007', 'nvarchar', '007'],
    ['varbinary', varbinary('c', 8), '00ff10', 'varbinary', '0x00ff10'],
    ['float', float('c'), 0.1, 'float', 0.1],
  ];

  test.each(CASES)('%s', async (_, column, sent, type, cell) => {
    await using scripted = await answering([column], [[sent], [null]]);
    const warehouse = await scripted.open('read');

    expect(await warehouse.query(QUESTION)).toEqual({ columns: [{ name: 'c', type }], rows: [[cell], [null]] });
    expect(scripted.connectionsOf(AS_JSON)).toEqual([]);
  });
});

describe('a decimal with more digits than a double', () => {
  const CASES: readonly (readonly [string, Column, Value, string, Cell])[] = [
    ['is read in full', decimal('c', 38, 2), '1234567890123456.78', '1234567890123456.78', '1234567890123456.78'],
    ['and a sign', decimal('c', 38, 2), '-1234567890123456.78', '-1234567890123456.78', '-1234567890123456.78'],
    ['and zeros', decimal('c', 38, 10), '1234567.8', '1234567.8000000000', '1234567.8000000000'],
    ['and zeros that the server leaves out', decimal('c', 38, 10), '1234567.8', '1234567.8', '1234567.8000000000'],
    ['without a fraction', decimal('c', 38, 0), '9'.repeat(38), '9'.repeat(38), '9'.repeat(38)],
    ['at 2^52 units', decimal('c', 18, 2), '45035996273704.96', '45035996273704.96', '45035996273704.96'],
    ['that is money', money('c'), '922337203685477.5807', '922337203685477.5807', '922337203685477.5807'],
  ];

  test.each(CASES)('%s', async (_, column, sent, json, cell) => {
    await using scripted = await answering([column], [[sent]], [`[{"c":${json}}]`]);
    const warehouse = await scripted.open('read');

    expect((await warehouse.query(QUESTION)).rows).toEqual([[cell]]);
    expect(scripted.connectionsOf(AS_JSON)).toEqual([1]);
  });

  const BESIDE: readonly (readonly [string, Column, Value, string, Cell])[] = [
    ['int', int('x'), 7, '7', 7],
    ['bigint', bigint('x'), 9_007_199_254_740_993n, '9007199254740993', '9007199254740993'],
    ['bit', bit('x'), true, 'true', true],
    ['decimal', decimal('x', 9, 2), '0.10', '0.10', '0.10'],
    ['money', money('x'), '1.5000', '1.5000', '1.5000'],
    ['date', date('x'), '2018-02-28', '"2018-02-28"', '2018-02-28'],
    ['datetime2', datetime2('x', 3), '2018-12-31T23:59:59.990', '"2018-12-31T23:59:59.99"', '2018-12-31 23:59:59.990'],
    [
      'datetime2, seven digits',
      datetime2('x', 7),
      '2018-12-31T23:59:59',
      '"2018-12-31T23:59:59"',
      '2018-12-31 23:59:59.000',
    ],
    ['nvarchar', nvarchar('x', 20), 'say "año" 1', '"say \\"año\\" 1"', 'say "año" 1'],
    ['nvarchar of digits', nvarchar('x', 20), '12345678901234567890', '"12345678901234567890"', '12345678901234567890'],
    ['float', float('x'), 0.1, '1.000000000000000e-001', 0.1],
    ['varbinary', varbinary('x', 8), '00ff10', '"AP8Q"', '0x00ff10'],
    ['null', nvarchar('x', 20), null, 'null', null],
  ];

  test.each(BESIDE)(
    'leaves what stands beside it as it would be otherwise: %s',
    async (_, column, sent, json, cell) => {
      const exact = '1234567890123456.78';
      await using scripted = await answering(
        [decimal('c', 38, 2), column],
        [[exact, sent]],
        [`[{"c":${exact},"x"`, `:${json}}]`],
      );
      await using plain = await answering([column], [[sent]]);

      const beside = await (await scripted.open('read')).query(QUESTION);
      const alone = await (await plain.open('read')).query(QUESTION);

      expect(beside.rows).toEqual([[exact, cell]]);
      expect(alone.rows).toEqual([[cell]]);
      expect(beside.columns.slice(1)).toEqual(alone.columns);
    },
  );

  test.each([
    ['the same', ['c', 'c'], '"c"'],
    ['missing', ['c', ''], '""'],
    ['one that JSON would split', ['c', 'a.b'], '"a.b"'],
  ])('cannot be read where the name of a column is %s', async (_, names, shown) => {
    const columns = names.map((name) => decimal(name, 38, 2));
    await using scripted = await answering(columns, [['1234567890123456.78', '1.00']], ['[]']);
    const warehouse = await scripted.open('read');

    const error = await failureOf(warehouse.query(QUESTION));

    expect(error).toMatchObject({ code: 'WAREHOUSE_STATEMENT', retryable: false });
    expect(error.message).toContain(`the column ${shown} has no plain name of its own`);
    expect(error.message).toContain('cast the decimal to nvarchar(40)');
  });

  test.each([';', ' ;;\n', '; -- all of it', ';\n/* all;\nof it */\n', '', ' -- all of it'])(
    'is asked for in front of what ends the statement: %j',
    async (end) => {
      const sql = `SELECT v.c FROM mart.v AS v WHERE v.n <> '; --'${end}`;
      await using scripted = await ScriptedWarehouse.start({
        fault: (request) => {
          if (isStatement(request, sql)) return rows([decimal('c', 38, 0)], [['9'.repeat(20)]]);
          return 'sql' in request && request.sql.includes('FOR JSON') ? rows([nvarcharMax('j')], [['[]']]) : undefined;
        },
      });
      const warehouse = await scripted.open('read');

      await warehouse.query(sql);

      const asked = scripted.server.requests.at(-1)?.request;
      const text = asked !== undefined && 'sql' in asked ? asked.sql : '';
      expect(text.replace(' -- all of it', '')).toBe(
        "SELECT v.c FROM mart.v AS v WHERE v.n <> '; --'\nFOR JSON PATH, INCLUDE_NULL_VALUES",
      );
    },
  );

  test('in a transaction is asked for again in the same one', async () => {
    await using scripted = await answering(
      [decimal('c', 38, 2)],
      [['1234567890123456.78']],
      ['[{"c":1234567890123456.78}]'],
    );
    const warehouse = await scripted.open();

    const found = await warehouse.transaction((session) => session.query(QUESTION));

    expect(found.rows).toEqual([['1234567890123456.78']]);
    const asked = scripted.server.requests.flatMap(({ request }) =>
      isStatement(request, QUESTION) || isStatement(request, AS_JSON) ? [request] : [],
    );
    expect(asked).toMatchObject([{ transaction: 1n }, { transaction: 1n }]);
  });
});

describe('parameters', () => {
  test.each<[string, string | number | boolean | null, Value]>([
    ['text', "O'Higgins 🎿", "O'Higgins 🎿"],
    ['text of more than 4000 characters', 'x'.repeat(4001), 'x'.repeat(4001)],
    ['a whole number', 2_147_483_647, 2_147_483_647],
    ['a larger one', -9_007_199_254_740_991, -9_007_199_254_740_991n],
    ['true', true, true],
    ['null', null, null],
  ])('carry %s as it is', async (_, given, received) => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open('read');

    await warehouse.query('SELECT @value AS v', { value: given, other: 'not named' });

    const asked = scripted.server.requests.at(-1)?.request;
    expect(asked).toMatchObject({ parameters: [{ name: '@value', value: received }] });
  });

  test('that have no value are missed before anything is sent', async () => {
    await using scripted = await ScriptedWarehouse.start();
    const warehouse = await scripted.open('read');
    const before = scripted.server.requests.length;

    const error = await failureOf(warehouse.query('SELECT @value AS v'));

    expect(error.message).toBe('The statement needs a value for @value.');
    expect(scripted.server.requests).toHaveLength(before);
  });
});
