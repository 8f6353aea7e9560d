import type { NumberReading } from './number-reading.ts';

/** Typographers' spaces that files use where the configuration says " ". */
const spaces = [' ', '\u00a0', '\u202f'];

/**
 * Takes thousands separators out where they stand right: once used, behind every third digit before the point.
 * A text in which they stand wrong is given back as it is, and then is not a number.
 */
export function compileThousandsRemover(reading: NumberReading): (text: string) => string {
  const separator = reading.thousandsSeparator;
  if (separator === null) return (text) => text;
  const separators = separator === ' ' ? spaces : [separator];
  const point = escapeForPattern(reading.decimalSeparator);
  const patterns = separators.map((one) => {
    const group = escapeForPattern(one);
    return { one, pattern: new RegExp(`^[+-]?\\d{1,3}(?:${group}\\d{3})+(?:${point}\\d+)?$`) };
  });
  return (text) => {
    const used = patterns.find(({ one, pattern }) => text.includes(one) && pattern.test(text));
    return used === undefined ? text : text.replaceAll(used.one, '');
  };
}

function escapeForPattern(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
}
