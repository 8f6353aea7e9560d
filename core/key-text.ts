import type { Value } from './chunk.ts';
import type { ValueType } from './contract.ts';

const DAY_MS = 86_400_000;

/** Longer keys are not kept of refused rows. */
export const KEY_TEXT_LENGTH = 400;

/** Between the columns of a key; where a text holds it or the mark of that, it is written as the second of each pair. */
export const KEY_SEPARATOR = '|';
export const KEY_ESCAPES: readonly (readonly [string, string])[] = [
  ['~', '~~'],
  [KEY_SEPARATOR, '~p'],
];

/** A date as the number yyyymmdd: dates as text differ between engines. */
function partOf(value: string | number, type: ValueType): string {
  if (typeof value === 'string') return KEY_ESCAPES.reduce((text, [from, to]) => text.replaceAll(from, to), value);
  if (type !== 'date') return String(value);
  const day = new Date(value * DAY_MS);
  return String(day.getUTCFullYear() * 10_000 + (day.getUTCMonth() + 1) * 100 + day.getUTCDate());
}

/**
 * One text for the typed values of a key, different for different keys; null where one is missing or the text is too
 * long. `keyTextOf` in dwh/load writes the same in SQL.
 */
export function keyText(values: readonly { readonly value: Value; readonly type: ValueType }[]): string | null {
  const parts: string[] = [];
  for (const { value, type } of values) {
    if (value === null) return null;
    parts.push(partOf(value, type));
  }
  const text = parts.join(KEY_SEPARATOR);
  return text.length > KEY_TEXT_LENGTH ? null : text;
}
