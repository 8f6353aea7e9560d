import { UsageError } from '../core/errors.ts';
import type { Cell, ResultSet } from '../core/ports/warehouse.ts';

export const RESULT_FORMATS = ['table', 'csv', 'json'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

const NUMERIC = new Set(['int', 'bigint', 'decimal', 'float']);
/** Longest text a table cell shows; csv and json show everything. */
const MAX_CELL = 60;

export function parseFormat(text: string): ResultFormat {
  const format = RESULT_FORMATS.find((candidate) => candidate === text);
  if (format === undefined) {
    throw new UsageError(`"${text}" is not a format. Use one of ${RESULT_FORMATS.join(', ')}.`);
  }
  return format;
}

function shown(value: Cell): string {
  if (value === null) return '';
  const text = String(value).replace(/[\r\n\t]+/g, ' ');
  return text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text;
}

/** Columns as wide as their widest cell, numbers to the right. */
export function renderTable(result: ResultSet): string {
  const cells = result.rows.map((row) => row.map(shown));
  const widths = result.columns.map((column, index) =>
    Math.max(column.name.length, ...cells.map((row) => (row[index] ?? '').length)),
  );
  const line = (values: readonly string[]): string =>
    values
      .map((value, index) => {
        const width = widths[index] ?? 0;
        return NUMERIC.has(result.columns[index]?.type ?? '') ? value.padStart(width) : value.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  const rule = widths.map((width) => '-'.repeat(width)).join('  ');
  return [line(result.columns.map((column) => column.name)), rule, ...cells.map(line)].join('\n');
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  const text = String(value);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180, with a header; NULL is empty, the empty text is `""`. */
export function renderCsv(result: ResultSet): string {
  const lines = [result.columns.map((column) => csvCell(column.name)), ...result.rows.map((row) => row.map(csvCell))];
  return lines.map((line) => line.join(',')).join('\n');
}

export function renderJson(result: ResultSet): string {
  const rows = result.rows.map((row) =>
    Object.fromEntries(result.columns.map((column, index) => [column.name, row[index] ?? null])),
  );
  return JSON.stringify(rows, null, 2);
}

export function renderResult(result: ResultSet, format: ResultFormat): string {
  if (format === 'csv') return renderCsv(result);
  if (format === 'json') return renderJson(result);
  return `${renderTable(result)}\n(${result.rows.length} ${result.rows.length === 1 ? 'row' : 'rows'})`;
}
