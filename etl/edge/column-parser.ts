import type { Value } from '../../core/chunk.ts';
import type { ContractColumn } from '../../core/contract.ts';
import { compileDateFormat, type DateFormat } from './date-format.ts';
import { compileDateParser } from './date-parser.ts';
import { compileDatetimeParser } from './datetime-parser.ts';
import { compileDecimalParser } from './decimal-parser.ts';
import { compileIntParser } from './int-parser.ts';
import type { ParseFailure } from './parse-failure.ts';
import type { Reading } from './reading.ts';
import { compileTextParser } from './text-parser.ts';

/** Types a trimmed, non-empty text. */
export type ColumnParser = (text: string) => NonNullable<Value> | ParseFailure;

/** What makes the reading options unusable for the column, or null. */
export function readingProblem(column: ContractColumn, reading: Reading): string | null {
  if (column.type === 'int' || column.type === 'decimal') {
    return reading.thousandsSeparator === reading.decimalSeparator
      ? `decimalSeparator and thousandsSeparator are both "${reading.decimalSeparator}"; choose different ones`
      : null;
  }
  const format = formatFor(column, reading);
  return format !== null && 'problem' in format ? `${column.type}Format ${format.problem}` : null;
}

/** `readingProblem` must have found nothing. */
export function compileColumnParser(column: ContractColumn, reading: Reading): ColumnParser {
  if (column.type === 'int') return compileIntParser(column, reading);
  if (column.type === 'decimal') return compileDecimalParser(column, reading);
  const format = formatFor(column, reading);
  if (format === null || 'problem' in format) return compileTextParser(column);
  return column.type === 'date' ? compileDateParser(format) : compileDatetimeParser(format, reading);
}

function formatFor(column: ContractColumn, reading: Reading): DateFormat | { readonly problem: string } | null {
  if (column.type === 'date') return compileDateFormat(reading.dateFormat, 'date');
  return column.type === 'datetime' ? compileDateFormat(reading.datetimeFormat, 'datetime') : null;
}
