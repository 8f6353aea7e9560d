import type { FunctionName, Unit } from '../../tsql/vocabulary.ts';

/** DuckDB's text of one call, from the already translated arguments. A date part arrives as its upper-case name. */
export type Spelling = (args: readonly string[]) => string;

const UNIT_TEXT: Readonly<Record<Unit, string>> = {
  YEAR: 'year',
  MONTH: 'month',
  DAY: 'day',
  HOUR: 'hour',
  MINUTE: 'minute',
  SECOND: 'second',
  MILLISECOND: 'millisecond',
};

// to_seconds and to_milliseconds take DOUBLE and would accept 1.5, where T-SQL cuts to 1; to_microseconds refuses it.
const INTERVALS: Readonly<Record<Unit, Spelling>> = {
  YEAR: ([n]) => `to_years(${n})`,
  MONTH: ([n]) => `to_months(${n})`,
  DAY: ([n]) => `to_days(${n})`,
  HOUR: ([n]) => `to_hours(${n})`,
  MINUTE: ([n]) => `to_minutes(${n})`,
  SECOND: ([n]) => `to_microseconds((${n}) * CAST(1000000 AS BIGINT))`,
  MILLISECOND: ([n]) => `to_microseconds((${n}) * CAST(1000 AS BIGINT))`,
};

// T-SQL keeps a date a date; DuckDB makes it a TIMESTAMP. The smaller parts are an error on a T-SQL date.
const KEEPS_DATE: ReadonlySet<string> = new Set(['YEAR', 'MONTH', 'DAY']);

function isUnitName(word: string): word is Unit {
  return Object.hasOwn(UNIT_TEXT, word);
}

function unit(word: string | undefined): Unit {
  if (word !== undefined && isUnitName(word)) return word;
  throw new TypeError(`"${word}" passed the check of date parts but has no spelling.`);
}

function call(name: string): Spelling {
  return (args) => `${name}(${args.join(', ')})`;
}

/** T-SQL's type of these results is int, DuckDB's BIGINT; the cast also overflows where T-SQL overflows. */
function integer(inner: Spelling): Spelling {
  return (args) => `CAST(${inner(args)} AS INTEGER)`;
}

/** T-SQL refuses a negative length; DuckDB would count from the other end. A plain number needs no guard. */
function length(text: string | undefined): string {
  if (text !== undefined && /^\d+$/.test(text)) return text;
  return `CASE WHEN (${text}) < 0 THEN error('Invalid length parameter: it is negative.') ELSE (${text}) END`;
}

/** T-SQL counts a start below 1 from before the text; DuckDB would count from its end. */
function start(text: string | undefined): string {
  if (text !== undefined && /^\d+$/.test(text)) return text;
  return `CASE WHEN (${text}) < 0 THEN error('SUBSTRING starts before 0.') ELSE (${text}) END`;
}

function addDate([word, n, date]: readonly string[]): string {
  const part = unit(word);
  const sum = `(${date}) + ${INTERVALS[part]([n ?? ''])}`;
  return KEEPS_DATE.has(part) ? `cast_to_type(${sum}, ${date})` : `(${sum})`;
}

/** DuckDB counts the seconds into the milliseconds: 5250 for 05.250, where T-SQL gives 250. */
function datePart([word, date]: readonly string[]): string {
  const part = unit(word);
  const value = `date_part('${UNIT_TEXT[part]}', ${date})`;
  return part === 'MILLISECOND' ? `${value} % 1000` : value;
}

export const FUNCTION_SPELLINGS: Readonly<Record<Exclude<FunctionName, 'CAST'>, Spelling>> = {
  COALESCE: call('coalesce'),
  NULLIF: call('nullif'),
  ABS: call('abs'),
  ROUND: call('round'),
  CONCAT: call('concat'),
  LEFT: ([text, n]) => `"left"(${text}, ${length(n)})`,
  RIGHT: ([text, n]) => `"right"(${text}, ${length(n)})`,
  SUBSTRING: ([text, from, n]) => `substring(${text}, ${start(from)}, ${length(n)})`,
  REPLACE: call('replace'),
  UPPER: call('upper'),
  LOWER: call('lower'),
  // With one argument DuckDB trims every Unicode blank, T-SQL only U+0020.
  LTRIM: ([text]) => `ltrim(${text}, ' ')`,
  RTRIM: ([text]) => `rtrim(${text}, ' ')`,
  TRIM: ([text]) => `trim(${text}, ' ')`,
  LEN: integer(call('length')),
  CHARINDEX: integer(([needle, text]) => `strpos(${text}, ${needle})`),
  YEAR: integer(call('year')),
  MONTH: integer(call('month')),
  DAY: integer(call('day')),
  EOMONTH: call('last_day'),
  DATEFROMPARTS: call('make_date'),
  DATEADD: addDate,
  DATEDIFF: integer(([word, a, b]) => `date_diff('${UNIT_TEXT[unit(word)]}', ${a}, ${b})`),
  DATEPART: integer(datePart),
  COUNT: call('count'),
  COUNT_BIG: call('count'),
  SUM: call('sum'),
  MIN: call('min'),
  MAX: call('max'),
  AVG: call('avg'),
  GROUPING: call('grouping'),
  ROW_NUMBER: call('row_number'),
  RANK: call('rank'),
  DENSE_RANK: call('dense_rank'),
  NTILE: call('ntile'),
  LAG: call('lag'),
  LEAD: call('lead'),
  FIRST_VALUE: call('first_value'),
  LAST_VALUE: call('last_value'),
};
