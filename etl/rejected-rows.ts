import type { Problem, RejectedRow } from '../core/chunk.ts';
import type { RowSet } from '../core/ports/warehouse.ts';
import { utcText } from '../core/time.ts';
import { type RawForm, rejectedRowTable } from '../dwh/model/ops-tables.ts';

/** Width of `problems`; a row with more wrong than this fits shows the first of it. */
const PROBLEMS_LENGTH = 4000;

function describe(problem: Problem): string {
  return `${problem.column ?? 'row'}: ${problem.code} (${problem.detail})`;
}

/** Refused rows in the shape of `stg.rejected_row`: one row for each, with all its problems. */
export function rejectedRows(rejected: readonly RejectedRow[], entity: string, batchId: number, now: Date): RowSet {
  return {
    columns: rejectedRowTable.columns.map((column) => column.name),
    rows: rejected.map((row) => {
      const [first] = row.problems;
      return [
        batchId,
        entity,
        row.sourceId,
        row.rowNumber,
        first?.code ?? 'malformed_row',
        first?.column ?? null,
        row.problems.map(describe).join('\n').slice(0, PROBLEMS_LENGTH).toWellFormed(),
        row.rawText,
        utcText(now),
        (row.isShown === true ? 'shown' : 'text') satisfies RawForm,
        row.identity?.naturalKey ?? null,
        row.identity?.changedAt == null ? null : utcText(new Date(row.identity.changedAt)),
      ];
    }),
  };
}
