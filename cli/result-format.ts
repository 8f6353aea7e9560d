import { UsageError } from '../core/errors.ts';
import type { Cell, ResultSet } from '../core/ports/warehouse.ts';
import { cellText, counted } from './figures.ts';
import { renderTable } from './render-table.ts';
import type { Terminal } from './terminal.ts';

export const RESULT_FORMATS = ['table', 'csv', 'json'] as const;
export type ResultFormat = (typeof RESULT_FORMATS)[number];

export function parseFormat(text: string): ResultFormat {
  const format = RESULT_FORMATS.find((candidate) => candidate === text);
  if (format === undefined) {
    throw new UsageError(`"${text}" is not a format. Use one of ${RESULT_FORMATS.join(', ')}.`);
  }
  return format;
}

function csvCell(value: Cell): string {
  if (value === null) return '';
  const text = cellText(value);
  return /[",\r\n]/.test(text) || text === '' ? `"${text.replaceAll('"', '""')}"` : text;
}

/**
 * A header and the rows, quoted as in RFC 4180; NULL is empty, the empty text is `""`. Lines end in a line feed alone,
 * because that is what the tools behind a pipe expect.
 */
export function renderCsv(result: ResultSet): string {
  const lines = [result.columns.map((column) => csvCell(column.name)), ...result.rows.map((row) => row.map(csvCell))];
  return lines.map((line) => line.join(',')).join('\n');
}

/** JSON has no two fields of one name, but a SELECT may: the second `x` becomes `x_2`. */
function fieldNames(result: ResultSet): readonly string[] {
  const names: string[] = [];
  for (const { name } of result.columns) {
    let unique = name;
    for (let number = 2; names.includes(unique); number++) unique = `${name}_${number}`;
    names.push(unique);
  }
  return names;
}

/** Rows as objects. Decimals and instants are text, so nothing loses a digit. */
export function asObjects(result: ResultSet): readonly Readonly<Record<string, Cell>>[] {
  const names = fieldNames(result);
  return result.rows.map((row) => Object.fromEntries(names.map((name, index) => [name, row[index] ?? null])));
}

/** An array with one row a line. */
export function renderJson(result: ResultSet): string {
  const rows = asObjects(result).map((row) => `  ${JSON.stringify(row)}`);
  return rows.length === 0 ? '[]' : `[\n${rows.join(',\n')}\n]`;
}

/** Prints a result, and in the formats for programs nothing else. */
export function printResult(terminal: Terminal, result: ResultSet, format: ResultFormat): void {
  if (format === 'csv') terminal.out(renderCsv(result));
  else if (format === 'json') terminal.out(renderJson(result));
  else terminal.out(`${renderTable(result, terminal.columns)}\n(${counted(result.rows.length, 'row')})`);
}
