import type { Problem } from '../../../core/chunk.ts';
import type { RetypeRequest } from '../../../core/ports/source.ts';
import { REFUSED_FORM } from '../../../core/schema-change.ts';
import type { SettleProblems } from '../../edge/compile-edge.ts';
import { isVitalColumn } from '../../edge/vital-columns.ts';
import { FeedColumns } from './feed-columns.ts';
import { contractColumnsOf, mappedColumns } from './mapped-columns.ts';
import { unexpectedProblem, valueFinder } from './row-guard.ts';
import { settleTypes } from './settle-types.ts';

/** What the contract says against a row whose fields have this form. */
export type Guard<Fields> = (fields: Fields) => readonly Problem[];

/** Columns of the feed's files that refuse the rows with a value there, as long as nobody has let them in. */
function refusedColumns({ feed, forms }: RetypeRequest): readonly string[] {
  if (feed.modes.newColumns !== 'quarantine') return [];
  const columns = new FeedColumns(forms);
  const expected = new Set([...mappedColumns(feed), ...(feed.config.ignoreColumns ?? [])]);
  return forms
    .filter(({ column, physicalType }) => physicalType === REFUSED_FORM && !columns.isKnown(column))
    .map(({ column }) => column)
    .filter((column) => !expected.has(column));
}

export function guardOf<Fields>(
  request: RetypeRequest,
  fieldOf: (fields: Fields, name: string) => string | null | undefined,
): Guard<Fields> {
  const refused = refusedColumns(request);
  const isFilled = valueFinder(request.feed);
  return (fields) => refused.filter((name) => isFilled(fieldOf(fields, name) ?? null)).map(unexpectedProblem);
}

/** Whether a mapped column that the file lacks is left empty. */
export function isDispensable({ feed }: RetypeRequest, name: string): boolean {
  if (feed.modes.missingColumns !== 'evolve') return false;
  return !contractColumnsOf(feed, name).some((column) => isVitalColumn(feed.contract, column));
}

/** Values that the contract leaves empty are left so here too; the row's text stays in the quarantine. */
export function settling({ feed }: RetypeRequest): { readonly settle?: SettleProblems } {
  return feed.modes.changedTypes === 'evolve' ? { settle: settleTypes(feed, '', { leftEmpty() {} }) } : {};
}
