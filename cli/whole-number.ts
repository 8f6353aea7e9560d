import { UsageError } from '../core/errors.ts';

/**
 * The value of an option that takes a number from 1 on, such as the number of a run.
 *
 * @throws {UsageError} it is something else.
 */
export function wholeNumber(text: string, option: string): number {
  if (!/^[1-9]\d{0,8}$/.test(text)) throw new UsageError(`${option} takes a whole number from 1 on, not "${text}".`);
  return Number(text);
}
