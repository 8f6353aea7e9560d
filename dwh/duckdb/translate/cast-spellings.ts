import type { TypeName } from '../../tsql/vocabulary.ts';

type CastSpelling = (value: string, args: readonly string[]) => string;

function to(type: string): CastSpelling {
  return (value) => `CAST(${value} AS ${type})`;
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
  INT: to('INTEGER'),
  BIGINT: to('BIGINT'),
  BIT: to('BOOLEAN'),
  FLOAT: to('DOUBLE'),
  DATE: to('DATE'),
  DATETIME2: to('TIMESTAMP'),
  DECIMAL: (value, args) => `CAST(${value} AS DECIMAL(${args.join(', ')}))`,
  NVARCHAR: text,
};
