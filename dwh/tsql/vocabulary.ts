/**
 * What the portable subset consists of. Whatever is not in these tables is refused, on both engines.
 * The DuckDB translator has a spelling for every name here; the compiler checks that none is missing.
 */

/** Keywords of a query. Some (ROWS, NEXT, SETS …) are not reserved in T-SQL; as names they need brackets. */
export const QUERY_KEYWORDS: ReadonlySet<string> = new Set([
  ...['SELECT', 'DISTINCT', 'TOP', 'FROM', 'WHERE', 'GROUP', 'HAVING', 'ORDER', 'BY', 'ASC', 'DESC', 'WITH', 'AS'],
  ...[
    'JOIN',
    'INNER',
    'LEFT',
    'RIGHT',
    'FULL',
    'OUTER',
    'CROSS',
    'ON',
    'UNION',
    'ALL',
    'EXCEPT',
    'INTERSECT',
    'VALUES',
  ],
  ...['AND', 'OR', 'NOT', 'IN', 'EXISTS', 'BETWEEN', 'LIKE', 'IS', 'NULL', 'CASE', 'WHEN', 'THEN', 'ELSE', 'END'],
  ...['OVER', 'PARTITION', 'ROWS', 'ROW', 'UNBOUNDED', 'PRECEDING', 'FOLLOWING', 'CURRENT', 'GROUPING', 'SETS'],
  ...['OFFSET', 'FETCH', 'NEXT', 'FIRST', 'ONLY'],
]);

/** Keywords that only generated statements may use. */
export const CHANGE_KEYWORDS: ReadonlySet<string> = new Set(['INSERT', 'INTO', 'UPDATE', 'SET', 'DELETE']);

export const OPERATORS: ReadonlySet<string> = new Set(
  ['=', '<>', '!=', '<', '>', '<=', '>=', '+', '-', '*', '/', '%', ',', '.', '(', ')', ';'], //
);

export type Shape = 'scalar' | 'aggregate' | 'window' | 'cast';

export interface FunctionRule {
  /** `aggregate` may have OVER, `window` must, `scalar` and `cast` must not. */
  readonly shape: Shape;
  readonly min: number;
  readonly max: number;
  /** Whether the first argument is a date part. */
  readonly unit?: true;
  /** Window functions whose result depends on a frame, which must then be written out. */
  readonly frame?: true;
}

const scalar = (min: number, max = min): FunctionRule => ({ shape: 'scalar', min, max });
const aggregate = { shape: 'aggregate', min: 1, max: 1, frame: true } as const;
const ranking = { shape: 'window', min: 0, max: 0 } as const;
const MANY = 250;

export const FUNCTIONS = {
  CAST: { shape: 'cast', min: 1, max: 1 },
  COALESCE: scalar(2, MANY),
  NULLIF: scalar(2),
  ABS: scalar(1),
  ROUND: scalar(2),
  CONCAT: scalar(2, MANY),
  LEFT: scalar(2),
  RIGHT: scalar(2),
  SUBSTRING: scalar(3),
  REPLACE: scalar(3),
  UPPER: scalar(1),
  LOWER: scalar(1),
  LTRIM: scalar(1),
  RTRIM: scalar(1),
  TRIM: scalar(1),
  LEN: scalar(1),
  CHARINDEX: scalar(2),
  YEAR: scalar(1),
  MONTH: scalar(1),
  DAY: scalar(1),
  EOMONTH: scalar(1),
  DATEFROMPARTS: scalar(3),
  DATEADD: { ...scalar(3), unit: true },
  DATEDIFF: { ...scalar(3), unit: true },
  DATEPART: { ...scalar(2), unit: true },
  COUNT: aggregate,
  COUNT_BIG: aggregate,
  SUM: aggregate,
  MIN: aggregate,
  MAX: aggregate,
  AVG: aggregate,
  GROUPING: scalar(1),
  ROW_NUMBER: ranking,
  RANK: ranking,
  DENSE_RANK: ranking,
  NTILE: { ...ranking, min: 1, max: 1 },
  LAG: { ...ranking, min: 1, max: 3 },
  LEAD: { ...ranking, min: 1, max: 3 },
  FIRST_VALUE: { ...ranking, min: 1, max: 1, frame: true },
  LAST_VALUE: { ...ranking, min: 1, max: 1, frame: true },
} as const satisfies Readonly<Record<string, FunctionRule>>;

export type FunctionName = keyof typeof FUNCTIONS;

export function isFunctionName(word: string): word is FunctionName {
  return Object.hasOwn(FUNCTIONS, word);
}

/** Types of CAST with the number of arguments each must have. Defaults differ between engines, so none is left out. */
export const TYPES = {
  INT: 0,
  BIGINT: 0,
  BIT: 0,
  FLOAT: 0,
  DATE: 0,
  DATETIME2: 1,
  DECIMAL: 2,
  NVARCHAR: 1,
} as const;

export type TypeName = keyof typeof TYPES;

export function isTypeName(word: string): word is TypeName {
  return Object.hasOwn(TYPES, word);
}

/** Date parts. A week starts and counts differently between engines and settings; quarters differed in a trial. */
export const UNITS = ['YEAR', 'MONTH', 'DAY', 'HOUR', 'MINUTE', 'SECOND', 'MILLISECOND'] as const;

export type Unit = (typeof UNITS)[number];

export function isUnit(word: string): word is Unit {
  return UNITS.some((unit) => unit === word);
}
