import type { Session, Warehouse } from '../core/ports/warehouse.ts';
import { utcInstant, utcText } from '../core/time.ts';
import { completeFileTable } from '../dwh/model/ops-tables.ts';
import type { TakenUnit } from './batch-facts.ts';

interface Moment {
  readonly asOfMs: number;
  readonly isLate: boolean;
}

/** At which moment each file speaks. */
class Moments {
  readonly #known = new Map<number, Moment>();
  #newestMs = Number.NEGATIVE_INFINITY;

  remember(sourceId: number, moment: Moment): Moment {
    this.#known.set(sourceId, moment);
    if (!moment.isLate) this.#newestMs = Math.max(this.#newestMs, moment.asOfMs);
    return moment;
  }

  /** Files of the same time, as an archive unpacks them, speak one after the other; an older one comes too late. */
  of(sourceId: number, modifiedMs: number): Moment {
    const known = this.#known.get(sourceId);
    if (known !== undefined) return known;
    const isLate = modifiedMs < this.#newestMs - MAX_BUMP_MS;
    return this.remember(sourceId, { asOfMs: isLate ? modifiedMs : Math.max(modifiedMs, this.#newestMs + 1), isLate });
  }
}

/** Files that have the same time, or were put one after the other because of it, are not late. */
const MAX_BUMP_MS = 1000;

/** Where all that are known are read again, each gets its moment anew: what came late is not late any more. */
async function knownMoments(session: Session, entity: string, read: ReadonlySet<number>): Promise<Moments> {
  const { rows } = await session.query(
    'SELECT c.source_id, c.as_of_utc, c.is_late FROM ops.complete_file AS c WHERE c.entity = @entity ORDER BY c.batch_id, c.source_id',
    { entity },
  );
  const moments = new Moments();
  if (rows.every(([sourceId]) => read.has(Number(sourceId)))) return moments;
  for (const [sourceId, asOf, isLate] of rows) {
    moments.remember(Number(sourceId), { asOfMs: utcInstant(String(asOf)).getTime(), isLate: Number(isLate) === 1 });
  }
  return moments;
}

export interface CompleteFilesRequest {
  readonly entity: string;
  readonly batchId: number;
  readonly units: readonly TakenUnit[];
  readonly now: Date;
}

/** Enters the units that are the whole of their entity, in the transaction that makes their batch complete. */
export async function enterCompleteFiles(
  warehouse: Warehouse,
  session: Session,
  { entity, batchId, units, now }: CompleteFilesRequest,
): Promise<void> {
  const whole = units
    .flatMap(({ unit, isKnown, complete }) =>
      complete === null ? [] : [{ unit, isKnown, ...complete, modifiedMs: unit.modifiedMs ?? now.getTime() }],
    )
    .toSorted((a, b) => a.modifiedMs - b.modifiedMs);
  if (whole.length === 0) return;
  const moments = await knownMoments(session, entity, new Set(whole.map(({ unit }) => unit.sourceId)));
  await warehouse.insertRows(session, 'ops.complete_file', {
    columns: completeFileTable.columns.map((column) => column.name),
    rows: whole.map(({ unit, isKnown, refusedRows, maxDeletedShare, modifiedMs }) => {
      const { asOfMs, isLate } = moments.of(unit.sourceId, modifiedMs);
      return [
        batchId,
        unit.sourceId,
        entity,
        utcText(new Date(asOfMs)),
        isLate,
        isKnown,
        refusedRows,
        maxDeletedShare.toFixed(4),
        null,
        null,
      ];
    }),
  });
}
