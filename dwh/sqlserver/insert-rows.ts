import { InvariantError } from '../../core/errors.ts';
import type { RowSet, Session } from '../../core/ports/warehouse.ts';

/** A statement takes 2,100 parameters, of which the driver needs some; and VALUES takes 1,000 rows. */
const MAX_VALUES = 2000;
const MAX_ROWS = 1000;

/** Bits as the digits that T-SQL turns into bits. */
function asText(value: string | number | boolean | null): string | null {
  if (value === null) return null;
  return typeof value === 'boolean' ? String(Number(value)) : String(value);
}

/**
 * Inserts rows with a parameter a value, as many rows a statement as it takes. Values travel as text, which the columns
 * convert. (One JSON text for OPENJSON would be shorter, but not every server that speaks T-SQL reads its escapes.)
 */
export async function insertRows(session: Session, table: string, { columns, rows }: RowSet): Promise<void> {
  const size = Math.min(MAX_ROWS, Math.floor(MAX_VALUES / columns.length));
  for (let start = 0; start < rows.length; start += size) {
    const slice = rows.slice(start, start + size);
    const places = slice.map((row, index) => `(${row.map((_, column) => `@r${index}_${column}`).join(', ')})`);
    const values = slice.flatMap((row, index) =>
      row.map((value, column) => [`r${index}_${column}`, asText(value)] as const),
    );
    const sql = `INSERT INTO ${table} (${columns.join(', ')})\nVALUES ${places.join(',\n  ')}`;
    const inserted = await session.execute(sql, Object.fromEntries(values));
    if (inserted !== slice.length) {
      throw new InvariantError(`Of ${slice.length} rows for ${table}, ${inserted} were inserted.`);
    }
  }
}
