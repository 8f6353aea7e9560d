import type { ProblemCode } from '../../../core/chunk.ts';
import { columnLabel, type SchemaChange } from '../../../core/schema-change.ts';
import { MAX_KNOWN_COLUMNS } from './feed-columns.ts';

/** Names that a list shows before it only counts the rest. */
const MAX_NAMES = 20;

export function quoteAll(names: readonly string[]): string {
  const shown = names.slice(0, MAX_NAMES).map((name) => `"${columnLabel(name)}"`);
  return [...shown, ...(names.length > MAX_NAMES ? [`${names.length - MAX_NAMES} more`] : [])].join(', ');
}

export function count(rows: number, noun: string): string {
  return `${rows} ${noun}${rows === 1 ? '' : 's'}`;
}

/**
 * Whether a value is of another type than its column, and not merely against a rule about values of that type, such as
 * a bound or a length.
 */
export function isTypeProblem(code: ProblemCode): boolean {
  return code === 'not_a_number' || code === 'not_an_integer' || code === 'not_a_date' || code === 'not_a_time';
}

export function changeNote(feed: string, { path, description, sample }: SchemaChange): string {
  return `${feed}: "${path}" ${description}${sample === null ? '' : `, as in ${sample}`}`;
}

export function tooManyNote(path: string): string {
  return `"${path}" has more new columns than can be remembered (${MAX_KNOWN_COLUMNS} of a feed). The others are neither loaded nor named.`;
}
