/** Kinds of types whose values say in their text all there is to them. */
const PLAIN_KINDS: ReadonlySet<string> = new Set(['number', 'text', 'clock']);

/** DuckDB's name of a Parquet type as it is remembered: of nested types only what they are. */
export function physicalType(type: string): string {
  if (type.endsWith(']')) return 'LIST';
  return /^(?:STRUCT|MAP|UNION|ENUM)\b/.exec(type)?.[0] ?? type;
}

function kindOf(type: string): string {
  if (/^U?(?:TINYINT|SMALLINT|INTEGER|BIGINT|HUGEINT|FLOAT|DOUBLE|DECIMAL)/.test(type)) return 'number';
  if (type === 'DATE' || /^TIMESTAMP(?:_[A-Z]+)?$/.test(type)) return 'clock';
  return ['VARCHAR', 'ENUM', 'UUID', 'text'].includes(type) ? 'text' : type;
}

/**
 * Whether values of a new type can be taken for those of the types before, as far as each can be typed: an integer that
 * became a larger one, a decimal, or a text. A time zone that came or went changes what every value means, and a list
 * or a truth value is another thing.
 */
export function isPlainChange(before: readonly string[], now: string): boolean {
  const kinds = before.map(kindOf);
  const kind = kindOf(now);
  return kinds.includes(kind) || (PLAIN_KINDS.has(kind) && kinds.some((one) => PLAIN_KINDS.has(one)));
}
