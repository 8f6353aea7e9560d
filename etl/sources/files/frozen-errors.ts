import { ContractFrozenError } from '../../../core/errors.ts';
import type { Feed } from '../../../core/ports/source.ts';
import { quoteAll } from './change-words.ts';

/** `row`: where a field was first met, in formats whose rows bring their own. */
export function newColumnsFrozen(feed: Feed, path: string, columns: readonly string[], row?: number): Error {
  const { entity } = feed.contract;
  const what = row === undefined ? 'column' : 'field';
  const noun = columns.length === 1 ? what : `${what}s`;
  const where = row === undefined ? 'No row was read.' : `It is in row ${row}. Nothing of the batch was kept.`;
  return new ContractFrozenError(
    `"${path}" has the new ${noun} ${quoteAll(columns)}, and contracts.${entity}.newColumns is "freeze". ${where} Map it in \`columns\` of the feed "${feed.name}", or name it in its \`ignoreColumns\` if it is not wanted; or set newColumns to "evolve" for one run, which makes it known.`,
    { context: { feed: feed.name, path, columns: columns.length } },
  );
}

export function typeFrozen(feed: Feed, path: string, column: string, before: readonly string[], now: string): Error {
  const { entity } = feed.contract;
  return new ContractFrozenError(
    `"${path}" has the column "${column}" as ${now}, which was ${before.join(' or ')} before, and contracts.${entity}.changedTypes is "freeze". No row was read. Have the file written as before; or, if the new type is right, set changedTypes to "quarantine" for one run, which makes it known.`,
    { context: { feed: feed.name, path, column } },
  );
}

export interface UntypedValue {
  readonly path: string;
  readonly rowNumber: number;
  /** The file's column. */
  readonly column: string;
  /** Says the value. */
  readonly detail: string;
}

export function valueFrozen(feed: Feed, { path, rowNumber, column, detail }: UntypedValue): Error {
  const { entity } = feed.contract;
  const where = `Row ${rowNumber} of "${path}" cannot be typed in the column "${column}"`;
  const why = `contracts.${entity}.changedTypes is "freeze". Nothing of the batch was kept.`;
  const what =
    'Correct the file or how the feed reads the column; or set changedTypes to "quarantine" to refuse such rows, or to "evolve" to leave such values empty.';
  return new ContractFrozenError(`${where}: ${detail}, and ${why} ${what}`, {
    context: { feed: feed.name, path, row: rowNumber, column },
    recordedMessage: `${where}, and ${why} ${what}`,
  });
}

/** For formats whose rows bring their own columns. */
export function missingFieldFrozen(feed: Feed, path: string, column: string, row: number): Error {
  const { entity } = feed.contract;
  return new ContractFrozenError(
    `Row ${row} of "${path}" does not have the mapped field "${column}", and contracts.${entity}.missingColumns is "freeze". Nothing of the batch was kept. Correct \`columns\` of the feed "${feed.name}", or the file; or set missingColumns to "evolve" if a field without a value may be left out.`,
    { context: { feed: feed.name, path, row } },
  );
}
