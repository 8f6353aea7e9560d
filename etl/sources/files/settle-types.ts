import type { Problem } from '../../../core/chunk.ts';
import type { Feed } from '../../../core/ports/source.ts';
import type { SettleProblems } from '../../edge/compile-edge.ts';
import { canBeLeftEmpty } from '../../edge/vital-columns.ts';
import { isTypeProblem } from './change-words.ts';
import { valueFrozen } from './frozen-errors.ts';
import { fileColumnOf } from './mapped-columns.ts';
import type { UnitWatch } from './unit-watch.ts';

/** What the contract of a feed says about values that are not of their column's type. */
export function settleTypes(feed: Feed, path: string, watch: Pick<UnitWatch, 'leftEmpty'>): SettleProblems {
  if (feed.modes.changedTypes === 'freeze') return stopAtFirst(feed, path);
  return feed.modes.changedTypes === 'evolve' ? leaveEmpty(feed, watch) : () => {};
}

function stopAtFirst(feed: Feed, path: string): SettleProblems {
  return (raw, problems) => {
    const untyped = [...problems.byRow].filter(([, list]) => list.some(({ code }) => isTypeProblem(code)));
    const [row, list] = untyped.toSorted(([a], [b]) => a - b)[0] ?? [];
    const first = list?.find(({ code }) => isTypeProblem(code));
    if (row === undefined || first === undefined) return;
    const column = first.column ?? '';
    throw valueFrozen(feed, {
      path,
      rowNumber: raw.rowNumbers[row] ?? 0,
      column: fileColumnOf(feed, column) ?? column,
      detail: first.detail,
    });
  };
}

/** Only rows that have no other problem go on: one that is refused anyway is kept with all that is wrong with it. */
function leaveEmpty(feed: Feed, watch: Pick<UnitWatch, 'leftEmpty'>): SettleProblems {
  const { contract } = feed;
  const spared = new Set(contract.columns.filter((column) => canBeLeftEmpty(contract, column)).map(({ name }) => name));
  const isSpared = ({ column, code }: Problem) => column !== null && isTypeProblem(code) && spared.has(column);
  return (raw, problems) => {
    for (const [row, list] of problems.byRow) {
      if (!list.every(isSpared)) continue;
      problems.byRow.delete(row);
      for (const { column, detail } of list) watch.leftEmpty(column ?? '', raw.rowNumbers[row] ?? 0, detail);
    }
  };
}
