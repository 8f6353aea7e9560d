import { TABLE_LOCK } from '../tsql/table-lock.ts';
import type { Statement } from './sql-text.ts';

/**
 * Removes staged rows of batches that never completed. On a server, a bulk load of a process that lost its batch without
 * knowing it can still add some, so publishing begins with this too.
 */
export function dropStrayRows(entity: string): Statement {
  const staged = `stg.${entity}_row`;
  const sql = `DELETE FROM ${staged}${TABLE_LOCK}
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = ${staged}.batch_id AND b.status IN ('staged', 'published')
)`;
  return { name: `drop stray rows of ${entity}`, sql, changesStar: false };
}

/** Refused rows, once they are in quarantine or their batch is given up. */
export const dropRejectedRows: Statement = {
  name: 'drop refused rows from staging',
  sql: `DELETE FROM stg.rejected_row${TABLE_LOCK}`,
  changesStar: false,
};
