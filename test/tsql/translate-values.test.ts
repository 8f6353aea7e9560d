import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { translateSelect } from '../../dwh/duckdb/translate/translate-select.ts';
import { DuckDbSession, type Row } from './duckdb-session.ts';

type Case = readonly [title: string, sql: string, rows: readonly Row[]];

/** The value column is what T-SQL gives, worked out by hand from its documentation. */
const SCALARS: readonly (readonly [title: string, expression: string, value: Row[number]])[] = [
  ['a national string keeps its quote', "N'it''s'", "it's"],
  ['a string keeps what looks like a parameter', "'@p $p [x] N''y'''", "@p $p [x] N'y'"],
  ['whole numbers keep the sign of the remainder', '-7 % 3', -1],
  [
    'a ratio is rounded half away from zero between casts',
    'CAST(ROUND(CAST(CAST(1 AS float) / NULLIF(3, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))',
    '0.3333',
  ],
  [
    'a ratio by zero is NULL',
    'CAST(ROUND(CAST(CAST(1 AS float) / NULLIF(0, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))',
    null,
  ],
  [
    'a money product keeps four digits',
    'CAST(CAST(3 AS decimal(9, 0)) * CAST(1.2345 AS decimal(19, 4)) AS decimal(19, 4))',
    '3.7035',
  ],
  ['a decimal is rounded half away from zero', 'CAST(-2.5 AS decimal(9, 0))', '-3'],
  ['a bit is 1 where a number is wanted', 'CAST(CAST(1 AS bit) AS int)', 1],
  ['two is a true bit', 'CAST(2 AS bit)', true],
  ['CONCAT reads NULL as nothing', "CONCAT('a', NULL, 'b', 7)", 'ab7'],
  ['LEFT and RIGHT take what there is', "CONCAT(LEFT('abc', 2), RIGHT('abc', 9))", 'ababc'],
  ['LEFT of nothing is empty', "LEFT('abc', 0)", ''],
  ['SUBSTRING counts from one', "SUBSTRING('abcdef', 2, 3)", 'bcd'],
  ['SUBSTRING from zero loses a character', "SUBSTRING('abcdef', 0, 3)", 'ab'],
  ['SUBSTRING takes counts that are computed', "SUBSTRING('a@b', CHARINDEX('@', 'a@b') + 1, 9)", 'b'],
  ['LEN leaves trailing blanks out', "LEN(RTRIM('ab  '))", 2],
  ['TRIM takes blanks only', "LEN(RTRIM(TRIM('  a ')))", 1],
  ['REPLACE takes every occurrence', "REPLACE('a-b-c', '-', '')", 'abc'],
  ['CHARINDEX counts from one', "CHARINDEX('b', 'abc')", 2],
  ['CHARINDEX is zero where there is none', "CHARINDEX('x', 'abc')", 0],
  ['a text as long as its type fits', "CAST('abc' AS nvarchar(3))", 'abc'],
  ['NULL fits any text', 'CAST(NULL AS nvarchar(3))', null],
  ['a text of any length fits max', "CAST('abc' AS nvarchar(MAX))", 'abc'],
  [
    'YEAR, MONTH and DAY make a date key',
    "YEAR(CAST('2024-02-29' AS date)) * 10000 + MONTH(CAST('2024-02-29' AS date)) * 100 + DAY(CAST('2024-02-29' AS date))",
    20240229,
  ],
  ['DATEADD of a month stops at its last day', "DATEADD(month, 1, CAST('2024-01-31' AS date))", '2024-02-29'],
  ['DATEADD of a year leaves leap days', "DATEADD(year, 1, CAST('2024-02-29' AS date))", '2025-02-28'],
  ['DATEADD goes back', "DATEADD(day, -1, CAST('2024-03-01' AS date))", '2024-02-29'],
  [
    'DATEADD of minutes keeps milliseconds',
    "DATEADD(minute, 30, CAST('2024-01-31 23:45:00.123' AS datetime2(3)))",
    '2024-02-01 00:15:00.123',
  ],
  [
    'DATEADD of seconds and milliseconds',
    "DATEADD(millisecond, 5, DATEADD(second, 61, CAST('2024-01-31 00:00:00.000' AS datetime2(3))))",
    '2024-01-31 00:01:01.005',
  ],
  [
    'DATEDIFF counts boundaries of hours',
    "DATEDIFF(hour, CAST('2024-01-31 10:59:59' AS datetime2(3)), CAST('2024-01-31 11:00:00' AS datetime2(3)))",
    1,
  ],
  ['DATEDIFF counts boundaries of years', "DATEDIFF(year, CAST('2023-12-31' AS date), CAST('2024-01-01' AS date))", 1],
  ['DATEDIFF backwards is negative', "DATEDIFF(day, CAST('2024-03-01' AS date), CAST('2024-02-28' AS date))", -2],
  ['Monday is weekday zero', "DATEDIFF(day, CAST('1900-01-01' AS date), CAST('2024-01-29' AS date)) % 7", 0],
  ['DATEPART reads an hour', "DATEPART(hour, CAST('2024-01-31 10:20:30.123' AS datetime2(3)))", 10],
  ['DATEPART reads whole seconds', "DATEPART(second, CAST('2024-01-31 10:20:30.923' AS datetime2(3)))", 30],
  [
    'DATEPART reads milliseconds without the seconds',
    "DATEPART(millisecond, CAST('2024-01-31 10:20:05.250' AS datetime2(3)))",
    250,
  ],
  [
    'DATEPART reads milliseconds before 1970',
    "DATEPART(millisecond, CAST('1900-01-31 10:20:05.950' AS datetime2(3)))",
    950,
  ],
  ['DATEPART reads a minute', "DATEPART(minute, CAST('2024-01-31 10:20:05.950' AS datetime2(3)))", 20],
  ['DATEPART reads a year', "DATEPART(year, CAST('2024-01-31' AS date))", 2024],
  ['DATEPART reads a month', "DATEPART(month, CAST('2024-01-31' AS date))", 1],
  ['DATEPART reads a day', "DATEPART(day, CAST('2024-01-31' AS date))", 31],
  ['TRIM leaves a no-break space', "TRIM(' \u00A0a\u00A0 ')", '\u00A0a\u00A0'],
  ['LTRIM leaves a wide space', "LTRIM(' \u3000a')", '\u3000a'],
  ['RTRIM leaves a no-break space', "RTRIM('a\u00A0 ')", 'a\u00A0'],
  ['LEN counts a no-break space', "LEN(RTRIM('ab\u00A0  '))", 3],
  ['a decimal is cut to int', 'CAST(2.7 AS int)', 2],
  ['a negative decimal is cut towards zero', 'CAST(-2.7 AS bigint)', '-2'],
  ['a decimal in parentheses is cut', 'CAST((2.7) AS int)', 2],
  ['a decimal from COALESCE is cut', 'CAST(COALESCE(2.7, 1) AS int)', 2],
  ['a decimal from CASE is cut', 'CAST(CASE WHEN 1 = 1 THEN 2.7 ELSE 1 END AS int)', 2],
  ['a decimal is cut where one result of CASE is whole', 'CAST(CASE WHEN 1 = 2 THEN 1 ELSE 2.7 END AS int)', 2],
  [
    'a decimal is cut where a CASE in a CASE has it',
    'CAST(CASE WHEN 1 = 1 THEN CASE WHEN 1 = 1 THEN 2.7 ELSE 1 END ELSE 1 END AS int)',
    2,
  ],
  ['a decimal after a CASE is cut', 'CAST(CASE WHEN 1 = 1 THEN 1 ELSE 0 END + 1.7 AS int)', 2],
  ['a long fraction is cut', 'CAST(CAST(0.99999999999999 AS decimal(38, 37)) AS int)', 0],
  [
    'a decimal beyond the digits of a float is cut',
    'CAST(CAST(9007199254740993.9 AS decimal(38, 4)) AS bigint)',
    '9007199254740993',
  ],
  ['a float is cut', 'CAST((CAST(2.7 AS float)) AS int)', 2],
  ['casts nest', 'CAST(CAST(CAST(CAST(2.7 AS int) + 0.9 AS int) + 0.9 AS int) + 0.9 AS int)', 2],
  ['NULL is no whole number', 'CAST(COALESCE(NULL, NULLIF(1, 1)) AS int)', null],
  ['a text of digits is a whole number', "CAST(' -5 ' AS int)", -5],
  ['a part of a text is a whole number', "CAST(LEFT('2024-01', 4) AS int)", 2024],
  ['a bit in parentheses is 1', 'CAST((CAST(1 AS bit)) AS int)', 1],
  ['EOMONTH knows leap years', "EOMONTH(CAST('2024-02-01 10:00:00' AS datetime2(3)))", '2024-02-29'],
  ['DATEFROMPARTS makes a date', 'DATEFROMPARTS(2024, 2, 29)', '2024-02-29'],
  [
    'an instant cast to a date loses its time',
    "CAST(CAST('2024-01-31 23:59:59.999' AS datetime2(3)) AS date)",
    '2024-01-31',
  ],
  [
    'CASE nests',
    "CASE WHEN 1 = 2 THEN 'a' ELSE CASE 3 WHEN 3 THEN CASE WHEN NULL IS NULL THEN 'deep' END ELSE 'b' END END",
    'deep',
  ],
  ['COALESCE and NULLIF combine', 'COALESCE(NULLIF(5, 5), NULL, 6)', 6],
];

const QUERIES: readonly Case[] = [
  ['a bit compares with 1', 'SELECT id FROM t WHERE is_current = 1 ORDER BY id', [[1], [3]]],
  ['a bit compares with 0', 'SELECT id FROM t WHERE is_current = 0', [[2]]],
  ['a bit compares with a bit', 'SELECT id FROM t WHERE is_current <> CAST(1 AS bit)', [[2]]],
  ['a bit counts', 'SELECT SUM(CAST(is_current AS bigint)) AS n FROM t', [['2']]],
  [
    'a decimal column is cut, in aggregates and windows too',
    'SELECT CAST(m AS int) AS a, CAST(MAX(m) OVER (PARTITION BY is_current) AS bigint) AS b, CAST(SUM(m) OVER (PARTITION BY is_current) AS int) AS c FROM t ORDER BY id',
    [
      [10, '10', 10],
      [0, '0', 0],
      [null, '10', 10],
    ],
  ],
  [
    'aggregates of every type become whole numbers',
    'SELECT CAST(MAX(m) AS int) AS a, CAST(SUM(m) AS bigint) AS b, CAST(MAX(a) AS bigint) AS c, CAST(SUM(a) AS int) AS d, CAST(MAX(CAST(m AS float)) AS int) AS e, CAST(COUNT(*) AS int) AS f FROM t',
    [[10, '10', '7', 3, 10, 3]],
  ],
  ['a bit column becomes a whole number', 'SELECT CAST(is_current AS int) AS x FROM t ORDER BY id', [[1], [0], [1]]],
  [
    'a group by a cut decimal',
    'SELECT CAST(m AS int) AS x, COUNT(*) AS n FROM t GROUP BY CAST(m AS int) ORDER BY CAST(m AS int)',
    [
      [null, '1'],
      [0, '1'],
      [10, '1'],
    ],
  ],
  [
    'blanks at the end that are not compared',
    "SELECT CONCAT('a ', s) AS x FROM t WHERE RTRIM('a ') = 'a' AND id = 1",
    [['a Anna']],
  ],
  ['a bracketed name keeps its blank', 'SELECT t.[x y] AS [a]]b"c] FROM t WHERE [id] = 1', [['one']]],
  ['NULL comes first in ascending order', 'SELECT id FROM t ORDER BY m', [[3], [2], [1]]],
  ['NULL comes last in descending order', 'SELECT id FROM t ORDER BY m DESC', [[1], [2], [3]]],
  [
    'an average goes through float',
    'SELECT CAST(ROUND(CAST(AVG(CAST(a AS float)) AS decimal(28, 10)), 4) AS decimal(9, 4)) AS x FROM t',
    [['1.0000']],
  ],
  ['LIKE on folded text', "SELECT id FROM t WHERE LOWER(s) LIKE 'an%' OR UPPER(s) NOT LIKE '%B%'", [[1]]],
  ['TOP becomes LIMIT', 'SELECT TOP (2) id FROM t ORDER BY id DESC', [[3], [2]]],
  ['TOP stands after DISTINCT', 'SELECT DISTINCT TOP 1 is_current FROM t ORDER BY is_current;', [[false]]],
  [
    'TOP counts rows of the outer query only',
    'SELECT TOP 1 v.id FROM (SELECT id FROM t) AS v ORDER BY v.id -- last',
    [[1]],
  ],
  ['pages are cut after the order', 'SELECT id FROM t ORDER BY id OFFSET 1 ROWS FETCH NEXT 1 ROWS ONLY', [[2]]],
  ['a page in a subquery', 'SELECT v.id FROM (SELECT id FROM t ORDER BY id OFFSET 2 ROWS) AS v', [[3]]],
  [
    'VALUES makes a table',
    "SELECT v.a, v.b FROM (VALUES (1, N'x'), (2, N'y')) AS v (a, b) ORDER BY v.a",
    [
      [1, 'x'],
      [2, 'y'],
    ],
  ],
  [
    'common table expressions chain',
    'WITH a (n) AS (SELECT id FROM t), b AS (SELECT n + 1 AS n FROM a), c AS (SELECT MAX(n) AS n FROM b) SELECT n FROM c',
    [[4]],
  ],
  [
    'EXISTS sees the outer row',
    'SELECT o.id FROM t AS o WHERE NOT EXISTS (SELECT 1 AS one FROM t AS i WHERE i.id > o.id)',
    [[3]],
  ],
  [
    'CROSS JOIN multiplies',
    'SELECT COUNT(*) AS n FROM t AS a CROSS JOIN (SELECT 1 AS x UNION ALL SELECT 2) AS b',
    [['6']],
  ],
  [
    'joins keep their outer rows',
    'SELECT a.id, b.id FROM t AS a LEFT OUTER JOIN t AS b ON b.id = a.id + 2 ORDER BY a.id',
    [
      [1, 3],
      [2, null],
      [3, null],
    ],
  ],
  ['set operators combine', 'SELECT id FROM t EXCEPT SELECT 1 UNION SELECT 9 ORDER BY id', [[2], [3], [9]]],
  [
    'GROUPING SETS give totals',
    'SELECT is_current, GROUPING(is_current) AS g, COUNT(*) AS n FROM t GROUP BY GROUPING SETS ((is_current), ()) ORDER BY g, is_current',
    [
      [false, '0', '1'],
      [true, '0', '2'],
      [null, '1', '3'],
    ],
  ],
  [
    'a running sum has its frame',
    'SELECT id, SUM(CAST(a AS bigint)) OVER (ORDER BY id ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x FROM t',
    [
      [1, '7'],
      [2, '0'],
      [3, '3'],
    ],
  ],
  [
    'a window counts from behind',
    'SELECT id, FIRST_VALUE(a) OVER (PARTITION BY is_current ORDER BY id DESC ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING) AS x FROM t ORDER BY id',
    [
      [1, 3],
      [2, -7],
      [3, 3],
    ],
  ],
  [
    'rankings and neighbours',
    'SELECT ROW_NUMBER() OVER (ORDER BY id) AS r, NTILE(2) OVER (ORDER BY id) AS h, LAG(a, 1, 0) OVER (ORDER BY id) AS p, LEAD(a) OVER (ORDER BY id) AS f FROM t ORDER BY id',
    [
      ['1', '1', 0, -7],
      ['2', '1', 7, 3],
      ['3', '2', -7, null],
    ],
  ],
  [
    'NULL leads a window too',
    'SELECT id, RANK() OVER (ORDER BY m) AS r, DENSE_RANK() OVER (ORDER BY m DESC) AS d FROM t ORDER BY id',
    [
      [1, '3', '1'],
      [2, '2', '2'],
      [3, '1', '3'],
    ],
  ],
  [
    'a group by the cast that is selected',
    'SELECT CAST(s AS nvarchar(9)) AS x, DATEADD(day, 1, d) AS y FROM t WHERE id = 1 GROUP BY CAST(s AS nvarchar(9)), DATEADD(day, 1, d)',
    [['Anna', '2024-02-01']],
  ],
  ['an aggregate inside DATEADD', 'SELECT DATEADD(day, 1, MAX(d)) AS x FROM t', [['2024-03-01']]],
  ['a column of the table wins over an alias of the list', 'SELECT a AS b, b AS c FROM t WHERE id = 1', [[7, 2]]],
  [
    'words of the subset are names after a dot',
    'SELECT v.[rows], v.first FROM (SELECT 1 AS [rows], 2 AS [first]) AS v',
    [[1, 2]],
  ],
  ['a keyword in any case', 'select id from t where id between 1 and 2 and not s is null order by id', [[1], [2]]],
  ['comments say nothing', "SELECT /* FROM /* x */ ; */ id -- GO '\nFROM t WHERE id = 1 -- ; DROP", [[1]]],
];

const PARAMETERS: readonly (readonly [
  title: string,
  sql: string,
  parameters: Readonly<Record<string, string | number>>,
  rows: readonly Row[],
])[] = [
  [
    'a page by parameters',
    'SELECT id FROM t ORDER BY id OFFSET @skip ROWS FETCH NEXT @take ROWS ONLY',
    { skip: 1, take: 5 },
    [[2], [3]],
  ],
  ['TOP by a parameter', 'SELECT TOP (@n) id FROM t ORDER BY id', { n: 1 }, [[1]]],
  ['one parameter twice', 'SELECT id FROM t WHERE a = @a OR b = @a ORDER BY id', { a: 3 }, [[3]]],
  [
    'parameters inside functions',
    "SELECT DATEADD(day, @n, CAST(@d AS date)) AS x, LEFT('abc', @n) AS y",
    { n: 2, d: '2024-01-30' },
    [['2024-02-01', 'ab']],
  ],
  [
    'parameters become whole numbers',
    'SELECT CAST(@n AS int) AS x, CAST(@n + 1 AS int) AS y',
    { n: 2000 },
    [[2000, 2001]],
  ],
  ['a parameter in a string stays text', "SELECT '@a' AS x, @a AS y", { a: 1 }, [['@a', 1]]],
];

const FAILURES: readonly (readonly [title: string, sql: string, error: RegExp])[] = [
  ['a text too long for its type', "SELECT CAST('abcd' AS nvarchar(3)) AS x", /longer than nvarchar\(3\)/],
  ['a fraction in a text as a whole number', "SELECT CAST(LEFT('2.5', 3) AS int) AS x", /Could not convert/],
  ['a whole number beyond int', 'SELECT CAST(3000000000.5 AS int) AS x', /INT32/],
  ['a negative length', "SELECT LEFT('abc', CHARINDEX('@', 'abc') - 1) AS x", /negative/],
  ['a start before zero', "SELECT SUBSTRING('abc', 0 - 1, 2) AS x", /starts before 0/],
  ['a day that does not exist', 'SELECT DATEFROMPARTS(2023, 2, 29) AS x', /out of range/i],
  ['a fraction of a day', "SELECT DATEADD(day, 1.5, CAST('2024-01-01' AS date)) AS x", /to_days/],
  ['a fraction of a second', "SELECT DATEADD(second, 1.5, CAST('2024-01-01' AS datetime2(3))) AS x", /to_microseconds/],
  [
    'a difference beyond int',
    "SELECT DATEDIFF(second, CAST('1900-01-01' AS date), CAST('2024-01-01' AS date)) AS x",
    /INT32/,
  ],
];

describe('translated queries give what T-SQL gives', () => {
  let session: DuckDbSession;
  beforeAll(async () => {
    session = await DuckDbSession.open();
  });
  afterAll(() => session.close());

  it.each(SCALARS)('%s', async (_, expression, value) => {
    expect(await session.query(`SELECT ${expression} AS x`)).toEqual([[value]]);
  });

  it.each(QUERIES)('%s', async (_, sql, rows) => {
    expect(await session.query(sql)).toEqual(rows);
  });

  it.each(PARAMETERS)('%s', async (_, sql, parameters, rows) => {
    expect(await session.query(sql, parameters)).toEqual(rows);
  });

  it.each(FAILURES)('%s is an error on both', async (_, sql, error) => {
    await expect(session.query(sql)).rejects.toThrow(error);
  });

  it('a text column as a whole number asks for its type rather than being rounded', async () => {
    await expect(session.query('SELECT CAST(s AS int) AS x FROM t')).rejects.toThrow(/an explicit cast is required/);
  });

  it('what is visibly whole is cast as it stands', () => {
    const sql =
      'SELECT CAST(COUNT(*) AS bigint) AS a, CAST(SUM(CAST(b AS bit)) AS int) AS b, CAST(1 AS int) AS c, CAST(RANK() OVER (ORDER BY b) AS int) AS d, CAST(-1 AS int) AS e, CAST(SUM(CASE WHEN b > 0 THEN CAST(1 AS bigint) ELSE 0 END) AS bigint) AS f FROM t GROUP BY b';
    expect(translateSelect(sql, { file: 'query' }).sql).not.toContain('trunc');
  });

  it('types are those of T-SQL', async () => {
    const sql =
      'SELECT DATEADD(day, 1, d) AS a, DATEADD(day, 1, ts) AS b, DATEADD(hour, 1, ts) AS c, YEAR(d) AS d, DATEDIFF(day, d, ts) AS e, LEN(RTRIM(s)) AS f, CAST(1 AS bit) AS g, EOMONTH(d) AS h, SUM(CAST(a AS bigint)) AS i FROM t GROUP BY d, ts, s';
    expect(await session.types(sql)).toEqual(
      ['DATE', 'TIMESTAMP', 'TIMESTAMP', 'INTEGER', 'INTEGER', 'INTEGER', 'BOOLEAN', 'DATE', 'BIGINT'], //
    );
  });
});

describe('translated changes', () => {
  let session: DuckDbSession;
  beforeAll(async () => {
    session = await DuckDbSession.open();
  });
  afterAll(() => session.close());

  const CITIES = 'SELECT city_key, city_id, name, is_current FROM dim.city ORDER BY city_key';

  it('run in order: insert after a common table expression, insert values, update from, delete', async () => {
    await session.change(
      `WITH fresh AS (SELECT v.city_id, v.name FROM (VALUES (N'p', N'Parma'), (N'x', N'Xi''an')) AS v (city_id, name))
INSERT INTO dim.city (city_key, city_id, name, is_current)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY f.city_id), f.city_id, f.name, 1
FROM fresh AS f
CROSS JOIN (SELECT COALESCE(MAX(city_key), 0) AS max_key FROM dim.city) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.city AS o WHERE o.city_id = f.city_id)`,
    );
    await session.change('INSERT INTO dim.city (city_key, city_id, name, is_current) VALUES (-1, @id, NULL, 0)', {
      id: 'u',
    });
    await session.change(
      `UPDATE dim.city SET name = v.name, is_current = CAST(0 AS bit)
FROM (SELECT N'r' AS city_id, N'Roma' AS name) AS v
WHERE v.city_id = dim.city.city_id AND (v.name <> dim.city.name OR dim.city.name IS NULL)`,
    );
    await session.change(
      "DELETE FROM dim.city WHERE EXISTS (SELECT 1 FROM dim.city AS o WHERE o.city_id = 'p' AND o.city_key = dim.city.city_key)",
    );
    expect(await session.query(CITIES)).toEqual([
      [-1, 'u', null, false],
      [2, 'r', 'Roma', false],
      [3, 'x', "Xi'an", true],
    ]);
  });
});
