import { MISSING_FORM, REFUSED_FORM } from '../../../core/schema-change.ts';
import { isVitalColumn } from '../../edge/vital-columns.ts';
import { tooManyNote } from './change-words.ts';
import { checkColumns } from './check-columns.ts';
import { newColumnsFrozen, typeFrozen } from './frozen-errors.ts';
import { contractColumnsOf } from './mapped-columns.ts';
import { isPlainChange } from './physical-types.ts';
import type { UnitRequest } from './prepared-unit.ts';

export interface FileColumn {
  readonly name: string;
  readonly type: string;
}

export interface ComparedColumns {
  /** Columns of the file that refuse the rows with a value there. */
  readonly unexpected: readonly string[];
  /** Mapped columns whose absence refuses every row. */
  readonly missing: readonly string[];
}

/**
 * Holds the columns of a file that names them all at its start against the mapping and the files before it, and
 * remembers them.
 *
 * @throws {SourceColumnsError} a mapped column is not there and the contract does not let the file pass without it.
 * @throws {ContractFrozenError} the file has changed in another way that the contract forbids.
 */
export function compareColumns(
  request: UnitRequest,
  mapped: readonly string[],
  present: readonly FileColumn[],
  hint: string,
): ComparedColumns {
  const { columns, feed, unit } = request;
  const names = present.map(({ name }) => name);
  assertMapped(request, mapped, names, hint);
  const missing = mapped.filter((name) => !names.includes(name));
  const unexpected = takeNew(request, mapped, names);
  if (feed.modes.missingColumns === 'evolve') {
    for (const name of missing) if (!columns.isMissing(name)) request.watch.foundLacking(name);
  }
  for (const column of present) if (mapped.includes(column.name)) takeType(request, column);
  columns.see(
    unit.sourceId,
    new Map([
      ...present.map(({ name, type }) => [name, unexpected.includes(name) ? REFUSED_FORM : type] as const),
      ...missing.map((name) => [name, MISSING_FORM] as const),
    ]),
  );
  return { unexpected, missing: feed.modes.missingColumns === 'quarantine' ? missing : [] };
}

function assertMapped(
  { feed, file }: UnitRequest,
  mapped: readonly string[],
  present: readonly string[],
  hint: string,
): void {
  const { missingColumns } = feed.modes;
  const isVital = (name: string) =>
    contractColumnsOf(feed, name).some((column) => isVitalColumn(feed.contract, column));
  const needed = missingColumns === 'freeze' ? mapped : mapped.filter(isVital);
  const mayLack = missingColumns === 'quarantine' ? [] : needed;
  const isDispensable = missingColumns === 'freeze' && !mapped.some((name) => isVital(name) && !present.includes(name));
  const more = isDispensable
    ? `Correct \`columns\` of the feed, or the file; or set contracts.${feed.contract.entity}.missingColumns to "evolve" to go on without.`
    : '';
  checkColumns({ path: file.path, needed: mayLack, mapped, present, hint: hint === '' ? more : hint });
}

/** Gives the new columns whose values are not let in. */
function takeNew(request: UnitRequest, mapped: readonly string[], present: readonly string[]): readonly string[] {
  const { columns, feed, file, watch } = request;
  const expected = new Set([...mapped, ...(feed.config.ignoreColumns ?? [])]);
  const fresh = [...new Set(present)].filter((name) => !expected.has(name) && !columns.isKnown(name));
  if (columns.isEmpty || fresh.length === 0) return [];
  if (feed.modes.newColumns === 'freeze') throw newColumnsFrozen(feed, file.path, fresh);
  if (feed.modes.newColumns === 'quarantine') {
    for (const name of fresh) watch.foundUnexpected(name, !columns.isRefused(name));
    return fresh;
  }
  const taken = fresh.slice(0, columns.room);
  for (const name of taken) watch.foundNew(name);
  if (taken.length < fresh.length) request.note(tooManyNote(file.path));
  return [];
}

function takeType({ columns, feed, file, watch }: UnitRequest, { name, type }: FileColumn): void {
  const before = columns.typesOf(name);
  if (before.length === 0 || before.includes(type)) return;
  if (feed.modes.changedTypes === 'freeze' && !isPlainChange(before, type)) {
    throw typeFrozen(feed, file.path, name, before, type);
  }
  watch.foundType(name, before, type);
}
