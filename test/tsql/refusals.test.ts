import { describe, expect, it } from 'vitest';
import { translateGenerated } from '../../dwh/duckdb/translate/translate-generated.ts';
import { translateSelect } from '../../dwh/duckdb/translate/translate-select.ts';
import { SqlRefusedError } from '../../dwh/tsql/sql-refused-error.ts';
import { lintPortable } from './lint-portable.ts';

type Refusal = readonly [title: string, sql: string, places: readonly string[]];

/** Each place is `line:column rule`. */
const STATEMENTS: readonly Refusal[] = [
  ['nothing at all', '  -- only a comment', ['1:1 one-statement']],
  ['a second statement after a semicolon', 'SELECT a FROM t;\nSELECT b FROM t;', ['1:16 one-statement']],
  ['a second statement without a semicolon', 'SELECT a FROM t\nSELECT b FROM t', ['2:1 word-order']],
  ['a second statement after a parenthesis', 'SELECT (a) SELECT b', ['1:12 one-statement']],
  ['GO after a query', 'SELECT a FROM t\nGO', ['2:1 keyword']],
  ['a statement that is not a query', 'EXEC sp_who', ['1:1 keyword']],
  ['INSERT', 'INSERT INTO t (a) SELECT 1', ['1:1 read-only', '1:8 read-only']],
  ['DELETE after WITH', 'WITH c AS (SELECT 1 AS a) DELETE FROM t', ['1:27 read-only']],
  ['MERGE', 'MERGE INTO t USING s ON t.a = s.a', ['1:1 keyword', '1:7 read-only', '1:14 keyword']],
  ['SELECT INTO', 'SELECT a\nINTO copy\nFROM t', ['2:1 read-only']],
  ['a variable assigned in a list', 'SELECT @x = a FROM t', ['1:11 alias-by-equals']],
  ['DuckDB statements', 'DESCRIBE t', ['1:1 keyword']],
  ['FROM without SELECT', 'SELECT a FROM (FROM t) AS v', ['1:16 word-order']],
  ['a table expression that recurses', 'WITH RECURSIVE c AS (SELECT 1 AS a) SELECT a FROM c', ['1:6 keyword']],
];

const WORDS: readonly Refusal[] = [
  ['a temporary table', 'SELECT a FROM #temp', ['1:15 text']],
  ['a table hint', 'SELECT a FROM t WITH (NOLOCK)', ['1:17 word-order', '1:23 keyword']],
  ['an old table hint', 'SELECT a FROM t (NOLOCK)', ['1:15 function', '1:18 keyword']],
  ['OUTER APPLY', 'SELECT a FROM t OUTER APPLY (SELECT 1 AS x) AS v', ['1:17 word-order', '1:23 function']],
  ['CROSS APPLY', 'SELECT a FROM t CROSS APPLY (SELECT 1 AS x) AS v', ['1:17 word-order', '1:23 function']],
  ['LIMIT', 'SELECT a FROM t LIMIT 5', ['1:17 keyword']],
  ['QUALIFY', 'SELECT a FROM t QUALIFY a = 1', ['1:17 keyword']],
  ['ILIKE', "SELECT a FROM t WHERE s ILIKE 'a'", ['1:25 keyword']],
  ['USING', 'SELECT a FROM t INNER JOIN u USING (a)', ['1:30 function']],
  ['DISTINCT ON', 'SELECT DISTINCT ON (a) a FROM t', ['1:8 word-order', '1:24 explicit-as']],
  ['ORDER BY ALL', 'SELECT a FROM t ORDER BY ALL', ['1:26 word-order']],
  [
    'UNION BY NAME',
    'SELECT a FROM t UNION ALL BY NAME SELECT a FROM u',
    ['1:23 word-order', '1:27 word-order', '1:35 word-order'],
  ],
  ['IS DISTINCT FROM', 'SELECT a FROM t WHERE a IS DISTINCT FROM b', ['1:25 word-order', '1:28 word-order']],
  ['IN without a list', 'SELECT a FROM t WHERE a IN b', ['1:25 word-order']],
  ['EXCEPT ALL', 'SELECT a FROM t EXCEPT ALL SELECT b FROM t', ['1:17 word-order', '1:24 word-order']],
  ['NULLS LAST', 'SELECT a FROM t ORDER BY a NULLS LAST', ['1:28 keyword']],
  ['ROLLUP', 'SELECT a FROM t GROUP BY ROLLUP (a)', ['1:26 function']],
  ['a filter on an aggregate', 'SELECT COUNT(*) FILTER (WHERE a = 1) AS n FROM t', ['1:17 function']],
  ['a comma before FROM', 'SELECT a, FROM t', ['1:9 word-order']],
  ['an alias without AS', 'SELECT a x, b FROM t', ['1:10 explicit-as']],
  ['an alias in quotes', "SELECT a AS 'x' FROM t", ['1:13 explicit-as']],
  ['a date literal of DuckDB', "SELECT DATE '2024-01-31' AS x", ['1:13 explicit-as']],
  ['two strings in a row', "SELECT 'a' 'b' AS x", ['1:12 explicit-as']],
  ['TRUE', 'SELECT a FROM t WHERE is_current = TRUE', ['1:36 keyword']],
  [
    'a named window',
    'SELECT SUM(CAST(a AS bigint)) OVER w AS x FROM t WINDOW w AS (ORDER BY a)',
    ['1:31 word-order', '1:50 keyword'],
  ],
  [
    'a RANGE frame',
    'SELECT COUNT(*) OVER (ORDER BY a RANGE UNBOUNDED PRECEDING) AS x FROM t',
    ['1:8 window', '1:34 keyword'],
  ],
  ['a keyword as an alias', 'SELECT a AS desc FROM t', ['1:13 explicit-as']],
  ['a word of frames as an alias', 'SELECT v.a FROM (SELECT a FROM t ROWS) AS v', ['1:34 word-order']],
  ['a page without ROWS', 'SELECT a FROM t ORDER BY a OFFSET 5', ['1:28 word-order']],
  [
    'a page without a count',
    'SELECT a FROM t ORDER BY a OFFSET 0 ROWS FETCH NEXT ROWS ONLY',
    ['1:48 word-order', '1:53 word-order'],
  ],
  ['two values in parentheses', 'SELECT a FROM t WHERE (a, b) IN (SELECT a, b FROM u)', ['1:23 word-order']],
  [
    'a CAST without a type',
    'SELECT CAST(a AS) AS x, CAST(a AS (1)) AS y, CAST(a) AS z FROM t',
    ['1:8 type', '1:25 type', '1:46 type'],
  ],
];

const LISTS: readonly Refusal[] = [
  ['an unknown function', 'SELECT SOUNDEX(s) AS x FROM t', ['1:8 function']],
  ['a function of a schema', 'SELECT dbo.f(s) AS x FROM t', ['1:12 function']],
  ['a function of DuckDB in any case', 'SELECT List_Sum(s) AS x FROM t', ['1:8 function']],
  ['the clock', 'SELECT a FROM t WHERE ts < GETDATE()', ['1:28 function']],
  ['too many arguments', 'SELECT ROUND(a, 1, 2) AS x, EOMONTH(d, 1) AS y FROM t', ['1:8 function', '1:29 function']],
  ['a function from inside another', 'SELECT COALESCE(\n  IIF(a = 1, 1, 0),\n  0) AS x FROM t', ['2:3 function']],
  ['an unknown type', 'SELECT CAST(a AS money) AS x, CAST(b AS sql_variant) AS y FROM t', ['1:18 type', '1:41 type']],
  ['a text type without its length', 'SELECT CAST(a AS nvarchar) AS x FROM t', ['1:18 type']],
  [
    'an instant of another precision',
    'SELECT CAST(a AS datetime2) AS x, CAST(a AS datetime2(7)) AS y FROM t',
    ['1:18 type', '1:45 type'],
  ],
  ['a length where none belongs', 'SELECT CAST(a AS int(4)) AS x FROM t', ['1:18 type']],
  ['a list type of DuckDB', 'SELECT CAST(a AS int [3]) AS x FROM t', ['1:18 type']],
  ['a week', 'SELECT DATEDIFF(week, d, ts) AS x FROM t', ['1:17 date-part']],
  ['an abbreviated date part', 'SELECT DATEADD(dd, 1, d) AS x FROM t', ['1:16 date-part']],
  ['a quoted date part', "SELECT DATEADD('day', 1, d) AS x FROM t", ['1:8 date-part', '1:16 date-literal']],
  ['a window function without OVER', 'SELECT ROW_NUMBER() AS x FROM t', ['1:8 function']],
  ['OVER on a scalar function', 'SELECT ABS(a) OVER (PARTITION BY b) AS x FROM t', ['1:8 function']],
  ['operators', 'SELECT a || b AS x, a::int AS y, a & b AS z FROM t', ['1:10 operator', '1:22 operator', '1:36 text']],
  ['a list of DuckDB after a comma', 'SELECT {a} AS x FROM t', ['1:8 text', '1:10 text']],
  ['an open string', "SELECT 'it's' AS x FROM t", ['1:12 explicit-as', '1:13 text']],
  ['an open comment', 'SELECT a FROM t /* b', ['1:17 text']],
  ['a parenthesis too many', 'SELECT (a)) FROM t', ['1:11 text']],
  ['a parenthesis too few', 'SELECT (a FROM t', ['1:8 text']],
  ['a parameter in two spellings', 'SELECT a FROM t WHERE a = @id AND b = @ID', ['1:39 text']],
];

const RULES: readonly Refusal[] = [
  ['every star but that of COUNT', 'SELECT t.*, COUNT(*) AS n FROM t', ['1:10 select-star']],
  ['a star after TOP', 'SELECT TOP 5 * FROM t', ['1:14 select-star']],
  ['a star inside EXISTS', 'SELECT a FROM t WHERE EXISTS (SELECT * FROM u)', ['1:38 select-star']],
  ['TOP in a subquery, in a union, with ties', 'SELECT a FROM (SELECT TOP 1 a FROM t) AS v', ['1:23 top']],
  ['TOP beside UNION', 'SELECT TOP 1 a FROM t UNION ALL SELECT a FROM u', ['1:8 top']],
  ['TOP with ties', 'SELECT TOP 1 WITH TIES a FROM t ORDER BY a', ['1:8 top', '1:14 word-order', '1:19 keyword']],
  ['TOP of a computed count', 'SELECT TOP (1 + 1) a FROM t', ['1:8 top']],
  ['a division on several lines', 'SELECT\n  a\n    / b AS x\nFROM t', ['3:5 division']],
  ['a division without NULLIF', 'SELECT CAST(a AS float) / b AS x FROM t', ['1:25 division']],
  [
    'a division by zero itself',
    'SELECT CAST(a AS float) / 0 AS x, a % 0.0 AS y FROM t',
    ['1:25 division', '1:37 division'],
  ],
  ['a remainder by a column', 'SELECT a % b AS x FROM t', ['1:10 division']],
  [
    'a product of three',
    'SELECT CAST(a AS decimal(9, 0)) * CAST(b AS decimal(9, 0)) * CAST(m AS decimal(9, 0)) AS x FROM t',
    ['1:60 product'],
  ],
  [
    'a product of too many digits',
    'SELECT CAST(a AS decimal(19, 4)) * CAST(b AS decimal(19, 4)) AS x FROM t',
    ['1:34 product'],
  ],
  ['an average inside a CASE', 'SELECT CASE WHEN AVG(a) > 1 THEN 1 ELSE 0 END AS x FROM t', ['1:18 average']],
  ['an average of a sum of casts', 'SELECT AVG(CAST(a AS float) + CAST(b AS float)) AS x FROM t', ['1:8 average']],
  ['a sum in HAVING', 'SELECT a FROM t GROUP BY a HAVING SUM(b) > 1', ['1:35 sum']],
  ['a sum inside a subquery of a cast', 'SELECT CAST((SELECT SUM(a) AS x FROM t) AS bigint) AS x', ['1:21 sum']],
  [
    'ROUND that is only part of a cast',
    'SELECT CAST(1 + ROUND(CAST(m AS decimal(28, 10)), 2) AS decimal(19, 2)) AS x FROM t',
    ['1:17 round'],
  ],
  [
    'an average, a ratio or a text with a fraction as a whole number',
    "SELECT CAST(AVG(CAST(a AS float)) AS int) AS x, CAST(CAST(a AS float) / 2 AS int) AS y, CAST('2.5' AS int) AS z FROM t",
    ['1:8 whole-cast', '1:49 whole-cast', '1:89 whole-cast'],
  ],
  [
    'blanks at the end of a text that is compared',
    "SELECT a FROM t WHERE s <> ('a ') OR 'a ' = s OR s IN (N'a ') OR s NOT IN ('a', ' ') OR s BETWEEN 'a ' AND 'b ' OR a = CASE s WHEN 'c ' THEN 1 END",
    [29, 38, 56, 81, 99, 108, 132].map((column) => `1:${column} trailing-blank`),
  ],
  [
    '+ beside a call that gives text',
    "SELECT LEFT(s, 1) + s AS x, N'a' + s AS y, s + CAST(a AS nvarchar(9)) AS z FROM t",
    ['1:19 text-plus', '1:34 text-plus', '1:46 text-plus'],
  ],
  ['LEN of two things', 'SELECT LEN(CONCAT(RTRIM(s), s)) AS x FROM t', ['1:8 length']],
  [
    'LIKE with a parameter, a range or another case',
    "SELECT a FROM t WHERE LOWER(s) LIKE @p OR LOWER(s) LIKE '[a-c]%' OR LOWER(s) LIKE 'A%'",
    ['1:32 like', '1:52 like', '1:78 like'],
  ],
  ['a float inside CONCAT', "SELECT CONCAT('a', CAST(m AS float)) AS x FROM t", ['1:20 value-text']],
  [
    'a date in another form',
    "SELECT CAST('20240131' AS date) AS x, CAST('2024-01-31T10:00:00Z' AS datetime2(3)) AS y",
    ['1:13 date-literal', '1:44 date-literal'],
  ],
  ['a text as a date', "SELECT YEAR('20240131') AS x", ['1:13 date-literal']],
  ['a ranking without an order', 'SELECT RANK() OVER (PARTITION BY a) AS x FROM t', ['1:8 window']],
  ['a frame under LAG', 'SELECT LAG(a) OVER (ORDER BY a ROWS UNBOUNDED PRECEDING) AS x FROM t', ['1:8 window']],
  [
    'comparisons in a list, but not in CASE',
    'SELECT CASE WHEN a = b THEN 1 ELSE 0 END AS x, y = b FROM t',
    ['1:50 alias-by-equals'],
  ],
  ['ORDER BY in a table expression', 'WITH c AS (SELECT a FROM t ORDER BY a) SELECT a FROM c', ['1:28 subquery-order']],
];

function placesOf(sql: string): readonly string[] {
  return lintPortable(sql, { file: 'x.sql' }).map(({ line, column, rule }) => `${line}:${column} ${rule}`);
}

describe.each([
  ['statements', STATEMENTS],
  ['words', WORDS],
  ['lists', LISTS],
  ['rules', RULES],
] as const)('the linter on %s', (_, refusals) => {
  it.each(refusals)('refuses %s', (_title, sql, places) => {
    expect(placesOf(sql)).toEqual(places);
    expect(() => translateSelect(sql, { file: 'x.sql' })).toThrow(SqlRefusedError);
  });
});

describe('a refusal', () => {
  it('names file, line, column, construct and what to write, one line a place', () => {
    expect(
      refusalOf(() =>
        translateSelect('SELECT AVG(a) AS x,\n  ISNULL(b, 0) AS y\nFROM t', { file: 'dwh/sql/mart/x.sql' }),
      ),
    ).toMatchObject({
      code: 'SQL_REFUSED',
      message:
        'dwh/sql/mart/x.sql:1:8: AVG of an integer or decimal without a cast: write AVG(CAST(x AS float)).\n' +
        'dwh/sql/mart/x.sql:2:3: The function ISNULL is not in the portable subset: write COALESCE.',
      context: { file: 'dwh/sql/mart/x.sql', line: 1, column: 8, rule: 'average', findings: 2 },
    });
  });
});

const GENERATED: readonly (readonly [title: string, sql: string, message: string])[] = [
  [
    'an unknown function',
    'UPDATE t SET a = NEWID()',
    'generated:1:18: The function NEWID is not in the portable subset.',
  ],
  [
    'two statements',
    'DELETE FROM t DELETE FROM u',
    'generated:1:15: A second statement starts here: write one statement.',
  ],
  [
    'a change inside a table expression',
    'WITH c AS (DELETE FROM t) SELECT 1 AS a',
    'generated:1:12: A second statement starts here: write one statement.',
  ],
  [
    'MERGE',
    'MERGE t',
    'generated:1:1: MERGE is not in the portable subset: write UPDATE and then INSERT … WHERE NOT EXISTS.',
  ],
  ['DDL', 'DROP TABLE t', 'generated:1:1: DROP is not in the portable subset: definitions come from the model.'],
  [
    'RETURNING',
    'DELETE FROM t RETURNING a',
    'generated:1:15: RETURNING is not in the portable subset: read the rows in a second statement.',
  ],
];

describe('the translation of generated statements', () => {
  it.each(GENERATED)('refuses %s', (_, sql, message) => {
    expect(refusalOf(() => translateGenerated(sql)).message).toContain(message);
  });

  it('leaves types to the generator', () => {
    expect(translateGenerated('UPDATE dim.t SET a = a * m / @b').sql).toBe('UPDATE dim.t SET a = a * m / $b');
  });
});

function refusalOf(run: () => unknown): SqlRefusedError {
  try {
    run();
  } catch (error) {
    if (error instanceof SqlRefusedError) return error;
    throw error;
  }
  throw new Error('Nothing was refused.');
}
