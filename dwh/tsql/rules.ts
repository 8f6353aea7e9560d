export interface Rule {
  /** Why both engines, or their readers, need it. A sentence. */
  readonly reason: string;
  /** A query that breaks this rule and no other. */
  readonly wrong: string;
  /** What to write instead; keeps every rule. */
  readonly right: string;
}

/** Every rule a finding can name. `docs/portable-sql.md` is made from this table. */
export const RULES = {
  text: {
    reason:
      'Open strings, names, comments and parentheses, stray characters and unusual numbers are read differently or not at all.',
    wrong: 'SELECT 1e3 AS x',
    right: 'SELECT 1000 AS x',
  },
  operator: {
    reason: 'Only the operators both engines read alike are known.',
    wrong: 'SELECT a || b AS x FROM t',
    right: 'SELECT CONCAT(a, b) AS x FROM t',
  },
  keyword: {
    reason: 'An unknown keyword may mean something on one engine only; a reserved word as a name needs brackets.',
    wrong: 'SELECT key FROM t',
    right: 'SELECT [key] FROM t',
  },
  function: {
    reason: 'A function of the same name may round, count or fail differently; only compared ones are known.',
    wrong: 'SELECT ISNULL(a, 0) AS x FROM t',
    right: 'SELECT COALESCE(a, 0) AS x FROM t',
  },
  type: {
    reason:
      'Lengths and scales have different defaults (decimal is (18, 0) in T-SQL and (18, 3) on DuckDB), so each is written out.',
    wrong: 'SELECT CAST(a AS decimal) AS x FROM t',
    right: 'SELECT CAST(a AS decimal(19, 4)) AS x FROM t',
  },
  'date-part': {
    reason: 'Weeks, weekdays and quarters depend on settings or differed in a trial.',
    wrong: 'SELECT DATEPART(weekday, d) AS x FROM t',
    right: "SELECT DATEDIFF(day, CAST('1900-01-01' AS date), d) % 7 AS x FROM t",
  },
  'read-only': {
    reason: 'Hand-written SQL only reads; what writes is generated from the model.',
    wrong: 'SELECT a INTO copy FROM t',
    right: 'SELECT a FROM t',
  },
  'one-statement': {
    reason:
      'A file is one view or check, and a query one question; T-SQL runs a second statement even without a semicolon.',
    wrong: 'SELECT a FROM t; SELECT b FROM t',
    right: 'SELECT a, b FROM t',
  },
  'word-order': {
    reason:
      'DuckDB reads sequences that T-SQL does not (GROUP BY ALL, DISTINCT ON, UNION BY NAME, a comma before FROM).',
    wrong: 'SELECT a, COUNT(*) AS n FROM t GROUP BY ALL',
    right: 'SELECT a, COUNT(*) AS n FROM t GROUP BY a',
  },
  'explicit-as': {
    reason: 'A bare word after a value could be an alias or a keyword of one engine; AS decides it.',
    wrong: 'SELECT x.a FROM t x',
    right: 'SELECT x.a FROM t AS x',
  },
  'alias-by-equals': {
    reason: 'SELECT a = b names b in T-SQL and compares the two on DuckDB.',
    wrong: 'SELECT c = a FROM t',
    right: 'SELECT a AS c FROM t',
  },
  'select-star': {
    reason: 'The columns of a view must not change because those of a table do.',
    wrong: 'SELECT * FROM t',
    right: 'SELECT a, b FROM t',
  },
  top: {
    reason:
      'DuckDB has LIMIT at the end of the statement, which is the same only for the outermost SELECT; WITH TIES it lacks.',
    wrong: 'SELECT a FROM (SELECT TOP (5) a FROM t) AS v',
    right: 'SELECT a FROM (SELECT a FROM t ORDER BY a OFFSET 0 ROWS FETCH NEXT 5 ROWS ONLY) AS v',
  },
  'subquery-order': {
    reason: 'T-SQL refuses to order a subquery or a view that does not page; DuckDB drops the order without a word.',
    wrong: 'SELECT a FROM (SELECT a FROM t ORDER BY a) AS v',
    right: 'SELECT a FROM (SELECT a FROM t) AS v ORDER BY a',
  },
  division: {
    reason:
      "Whole numbers divide to a whole number, decimals to a scale of the engine's choice; by zero is an error or Infinity or NULL.",
    wrong: 'SELECT a / b AS x FROM t',
    right:
      'SELECT CAST(ROUND(CAST(CAST(a AS float) / NULLIF(b, 0) AS decimal(28, 10)), 4) AS decimal(9, 4)) AS x FROM t',
  },
  product: {
    reason: 'T-SQL cuts the scale of a product beyond 38 digits; with the casts in view the linter can add them up.',
    wrong: 'SELECT a * m AS x FROM t',
    right: 'SELECT CAST(CAST(a AS decimal(9, 0)) * CAST(m AS decimal(19, 4)) AS decimal(19, 4)) AS x FROM t',
  },
  average: {
    reason: 'AVG of integers is an integer in T-SQL and a fraction on DuckDB; of decimals the scale differs.',
    wrong: 'SELECT AVG(a) AS x FROM t',
    right: 'SELECT CAST(ROUND(CAST(AVG(CAST(a AS float)) AS decimal(28, 10)), 4) AS decimal(9, 4)) AS x FROM t',
  },
  sum: {
    reason: 'A sum of int overflows in T-SQL and is 128 bits wide on DuckDB; the type of a sum is written out.',
    wrong: 'SELECT SUM(a) AS x FROM t',
    right: 'SELECT SUM(CAST(a AS bigint)) AS x FROM t',
  },
  round: {
    reason:
      'ROUND of a decimal can overflow in T-SQL and changes its scale on DuckDB; of a float, the last digit differs.',
    wrong: 'SELECT ROUND(m, 2) AS x FROM t',
    right: 'SELECT CAST(ROUND(CAST(m AS decimal(28, 10)), 2) AS decimal(19, 2)) AS x FROM t',
  },
  'whole-cast': {
    reason:
      'The last digit of a float differs between engines, and cutting it to int shows that as 2 or 3; as a decimal it is stable. ' +
      "A text like '2.5' fails in T-SQL. Seen only where the float or the text shows.",
    wrong: 'SELECT CAST(CAST(m AS float) AS int) AS x FROM t',
    right: 'SELECT CAST(CAST(CAST(m AS float) AS decimal(28, 10)) AS int) AS x FROM t',
  },
  'text-plus': {
    reason: '+ joins texts in T-SQL and fails on DuckDB; NULL makes the whole NULL, which CONCAT does not.',
    wrong: "SELECT s + '-' AS x FROM t",
    right: "SELECT CONCAT(s, '-') AS x FROM t",
  },
  'trailing-blank': {
    reason: "T-SQL compares texts without the blanks at their end: 'abc' = 'abc ' is true there and false on DuckDB.",
    wrong: "SELECT a FROM t WHERE s = 'bob '",
    right: "SELECT a FROM t WHERE s = 'bob'",
  },
  length: {
    reason: 'LEN leaves trailing blanks out in T-SQL; LEN(RTRIM(x)) does on both.',
    wrong: 'SELECT LEN(s) AS x FROM t',
    right: 'SELECT LEN(RTRIM(s)) AS x FROM t',
  },
  needle: {
    reason: 'An empty text is found at 0 in T-SQL and at 1 on DuckDB.',
    wrong: 'SELECT CHARINDEX(s, s) AS x FROM t',
    right: "SELECT CHARINDEX('@', s) AS x FROM t",
  },
  like: {
    reason:
      'Whether LIKE tells case apart depends on the collation, and [a-z] is a range in T-SQL only. Tokens show no collation, so ' +
      'the left side is folded and the pattern is a text in the same case.',
    wrong: "SELECT a FROM t WHERE s LIKE 'Abc%'",
    right: "SELECT a FROM t WHERE LOWER(s) LIKE 'abc%'",
  },
  'value-text': {
    reason: 'A float, bit or datetime2 becomes a different text on each engine.',
    wrong: 'SELECT CAST(CAST(m AS float) AS nvarchar(20)) AS x FROM t',
    right: 'SELECT CAST(CAST(m AS decimal(19, 4)) AS nvarchar(40)) AS x FROM t',
  },
  'date-literal': {
    reason: 'A date in quotes is a text until it is compared, and 20240131 is a date in T-SQL only.',
    wrong: "SELECT a FROM t WHERE d >= '2024-01-31'",
    right: "SELECT a FROM t WHERE d >= CAST('2024-01-31' AS date)",
  },
  window: {
    reason:
      'The default frame takes equal rows together, at a cost in T-SQL, and is easily not what was meant; a ranking without an ' +
      'order has no defined result.',
    wrong: 'SELECT SUM(CAST(a AS bigint)) OVER (ORDER BY a) AS x FROM t',
    right:
      'SELECT SUM(CAST(a AS bigint)) OVER (ORDER BY a ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS x FROM t',
  },
  'keyword-case': {
    reason:
      'House style of files: keywords and functions in upper case. Text typed at the command line may be in any case.',
    wrong: 'select a from t',
    right: 'SELECT a FROM t',
  },
} as const satisfies Readonly<Record<string, Rule>>;

export type RuleId = keyof typeof RULES;
