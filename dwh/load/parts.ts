/** Cuts keys into parts of at most `@part_keys` each, for statements that would hold too much of all at once. */
export interface Parts {
  /** SELECT of the first and the last key of each part, in order; no row where there is no key. */
  readonly sql: string;
}

/** Keys whose rows one statement takes. Half a million members of two entities fit into 400 MB of DuckDB. */
export const KEYS_AT_ONCE = 500_000;

/** Whether a row's key is in the part that is worked on. Both ends are keys, so every engine cuts by its own order. */
export function isInPart(row: string, key: readonly string[]): string {
  return `${row}.${first(key)} BETWEEN @from_key AND @to_key`;
}

/** The same as a further condition. Said of every table that is joined, since no engine derives it. */
export function inPart(row: string, key: readonly string[]): string {
  return ` AND ${isInPart(row, key)}`;
}

/** By the first column: keys that have it in common stay together. */
export function partsOf(key: readonly string[], keys: string): Parts {
  const column = first(key);
  const sql = `SELECT MIN(p.${column}) AS from_key, MAX(p.${column}) AS to_key
FROM (
  SELECT k.${column}, DENSE_RANK() OVER (ORDER BY k.${column}) - 1 AS place
  FROM (
  ${keys}
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_keys AS bigint), 0)
ORDER BY from_key`;
  return { sql };
}

function first(key: readonly string[]): string {
  const [column] = key;
  if (column === undefined) throw new Error('There is no key to cut into parts.');
  return column;
}
