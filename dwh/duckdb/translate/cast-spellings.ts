import type { CastArgument } from '../../tsql/cast-argument.ts';
import type { TypeName } from '../../tsql/vocabulary.ts';

type CastSpelling = (value: string, args: readonly string[], argument: CastArgument) => string;

function to(type: string): CastSpelling {
  return (value) => `CAST(${value} AS ${type})`;
}

/**
 * T-SQL cuts the digits after the point, DuckDB's CAST rounds them and its trunc cuts. trunc takes no BOOLEAN, which
 * COALESCE with a small integer turns into one while every other number keeps its type; of a text it is an error.
 * A text that is seen as one is spoilt if it holds more than digits and a sign: T-SQL refuses '2.5', DuckDB rounds it.
 */
function toWhole(type: 'INTEGER' | 'BIGINT'): CastSpelling {
  return (value, _, argument) => {
    if (argument === 'text') return `CAST(regexp_replace(${value}, '[^0-9 +-]', '?') AS ${type})`;
    if (argument === 'unknown') return `CAST(trunc(coalesce(${value}, CAST(NULL AS TINYINT))) AS ${type})`;
    return `CAST(${value} AS ${type})`;
  };
}

/**
 * T-SQL cuts a text that is too long and refuses a number that is; DuckDB ignores the length. Without knowing which of
 * the two it is, the only sound answer is an error: LEFT says "cut" on both engines.
 */
function text(value: string, [size]: readonly string[]): string {
  const cast = `CAST(${value} AS VARCHAR)`;
  if (size === undefined || size.toUpperCase() === 'MAX') return cast;
  return `CASE WHEN length(${cast}) > ${size} THEN error('Text is longer than nvarchar(${size}).') ELSE ${cast} END`;
}

export const CAST_SPELLINGS: Readonly<Record<TypeName, CastSpelling>> = {
  INT: toWhole('INTEGER'),
  BIGINT: toWhole('BIGINT'),
  BIT: to('BOOLEAN'),
  FLOAT: to('DOUBLE'),
  DATE: to('DATE'),
  DATETIME2: to('TIMESTAMP'),
  DECIMAL: (value, args) => `CAST(${value} AS DECIMAL(${args.join(', ')}))`,
  NVARCHAR: text,
};
