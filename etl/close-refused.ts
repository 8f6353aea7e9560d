import type { PlannedUnit } from '../core/ports/source.ts';
import type { Session } from '../core/ports/warehouse.ts';

/** A file that is read again says anew which of its rows are refused; what it said before is history. */
export async function closeReadAgain(session: Session, units: readonly PlannedUnit[]): Promise<void> {
  for (const { sourceId } of units) {
    await session.execute(
      "UPDATE ops.quarantine SET status = 'read_again' WHERE source_id = @source_id AND status = 'open'",
      { source_id: sourceId },
    );
  }
}

/**
 * So does another content of the same file: a mended row comes anew with it and must not be let in twice. To be called
 * before the new content is in the ledger. Returns a note for each file of which rows were closed.
 */
export async function closeReplaced(
  session: Session,
  entries: readonly { readonly feed: string; readonly unit: PlannedUnit }[],
): Promise<readonly string[]> {
  const notes: string[] = [];
  for (const { feed, unit } of entries) {
    const closed = await session.execute(
      `UPDATE ops.quarantine
SET status = 'replaced'
WHERE status = 'open'
  AND EXISTS (
    SELECT 1 FROM ops.source_file AS f
    WHERE f.source_id = ops.quarantine.source_id AND f.feed = @feed AND f.path = @path
  )`,
      { feed, path: unit.path },
    );
    if (closed > 0) {
      const rows = closed === 1 ? '1 refused row' : `${closed} refused rows`;
      notes.push(`${feed}: ${unit.path} has another content now; ${rows} of its earlier content closed as replaced`);
    }
  }
  return notes;
}
