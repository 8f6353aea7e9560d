/** Cuts what a statement works on, keys or staged rows, into parts, for it would hold too much of all at once. */
export interface Parts {
  /** SELECT of the first and the last of each part, in order; no row where there is nothing. `@part_size` says how many. */
  readonly sql: string;
}

/** Keys or rows that one statement takes. What it holds of so many members of two entities is small beside the 400 MB of DuckDB. */
export const PART_SIZE = 250_000;

/** Whether a row is in the part that is worked on. Both ends are keys, so every engine cuts by its own order. */
export function isInPart(row: string, [column]: readonly string[]): string {
  return `${row}.${column} BETWEEN @first AND @last`;
}

/** The same as a further condition. Said of each large table that is joined, since no engine derives it. */
export function inPart(row: string, key: readonly string[]): string {
  return ` AND ${isInPart(row, key)}`;
}

const startOf = (place: string): string => `${place} - ${place} % NULLIF(CAST(@part_size AS bigint), 0)`;

/** By the first column: keys that have it in common stay together. */
export function partsOfKeys([column]: readonly string[], keys: string): Parts {
  const sql = `SELECT MIN(p.${column}) AS first_key, MAX(p.${column}) AS last_key
FROM (
  SELECT k.${column}, DENSE_RANK() OVER (ORDER BY k.${column}) - 1 AS place
  FROM (
  ${keys}
  ) AS k
) AS p
GROUP BY ${startOf('p.place')}
ORDER BY first_key`;
  return { sql };
}

/** Staged rows of an entity by their number, which begins at 1 in each batch: rows that have it in common stay together. */
export function partsOfStaged(entity: string): Parts {
  const sql = `SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.${entity}_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY ${startOf('p.place')}
ORDER BY first_row`;
  return { sql };
}
