import type { ServerColumn } from '../../connect/sqlserver/sql-server-connection.ts';
import { WarehouseStatementError } from '../../core/errors.ts';
import type { Cell, ResultSet } from '../../core/ports/warehouse.ts';
import { tokenize } from '../tsql/lexer.ts';
import { columnType, isDecimal, wholeNumber } from './read-result.ts';

/** Added to a query, makes the server write the rows as JSON, in which a decimal has all its digits. */
const AS_JSON = '\nFOR JSON PATH, INCLUDE_NULL_VALUES';

/** A query whose result is the JSON text of the rows of `sql`, cut into pieces of one row each. */
export function asJsonQuery(sql: string): string {
  const tokens = tokenize(sql);
  if (tokens.at(-1)?.key !== ';') return `${sql}${AS_JSON}`;
  // A comment may stand behind the semicolon.
  const end = tokens.findLastIndex(({ key }) => key !== ';') + 1;
  const words = tokens.slice(0, end).map(({ space, text }) => `${space}${text}`);
  return `${words.join('')}${AS_JSON}`;
}

/** Columns without a name, with a name of its own, or with one that JSON paths would split. */
function assertPlainNames(columns: readonly ServerColumn[]): void {
  const names = columns.map(({ name }) => name);
  const wrong = names.find((name, index) => name === '' || name.includes('.') || names.indexOf(name) !== index);
  if (wrong === undefined) return;
  throw new WarehouseStatementError(
    `The result holds a decimal with more digits than can be read as it is, and the column "${wrong}" has no plain name of its own. Name every column, or cast the decimal to nvarchar(40).`,
  );
}

/** Numbers as they stand in the JSON text; `JSON.parse` alone would round them. */
interface NumberText {
  readonly digits: string;
}

function isNumberText(value: unknown): value is NumberText {
  return typeof value === 'object' && value !== null && 'digits' in value && typeof value.digits === 'string';
}

function parseRows(json: string): readonly unknown[] {
  const keepDigits = (_key: string, value: unknown, context?: { readonly source?: string }): unknown =>
    typeof value === 'number' ? { digits: context?.source ?? String(value) } : value;
  const rows: unknown = JSON.parse(json === '' ? '[]' : json, keepDigits);
  return Array.isArray(rows) ? rows : [];
}

function withScale(digits: string, scale: number): string {
  const [whole = '0', fraction = ''] = digits.split('.');
  return scale === 0 ? whole : `${whole}.${fraction.padEnd(scale, '0')}`;
}

function instantText(type: string, text: string): string {
  if (type === 'date') return text.slice(0, 10);
  const [day, time = '00:00:00'] = text.split('T');
  const [seconds = '', fraction = ''] = time.split('.');
  return `${day} ${seconds}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

const BINARY: ReadonlySet<string> = new Set(['binary', 'image', 'varbinary']);

function toCell(column: ServerColumn, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  const type = columnType(column);
  if (isNumberText(value)) {
    if (isDecimal(column)) return withScale(value.digits, column.scale ?? 4);
    return type === 'float' ? Number(value.digits) : wholeNumber(value.digits);
  }
  if (typeof value === 'boolean') return value;
  // JSON has bytes in base64.
  if (BINARY.has(type)) return `0x${Buffer.from(String(value), 'base64').toString('hex')}`;
  return type === 'date' || type.startsWith('datetime') ? instantText(type, String(value)) : String(value);
}

/**
 * The rows that a query with {@link asJsonQuery} gave, with all digits of every decimal.
 *
 * @throws {WarehouseStatementError} columns are not named so that JSON can tell them apart.
 */
export function readJsonRows(columns: readonly ServerColumn[], pieces: readonly (readonly unknown[])[]): ResultSet {
  assertPlainNames(columns);
  const rows = parseRows(pieces.map(([piece]) => String(piece)).join(''));
  return {
    columns: columns.map((column) => ({ name: column.name, type: columnType(column) })),
    rows: rows.map((row) => {
      const values = new Map(typeof row === 'object' && row !== null ? Object.entries(row) : []);
      return columns.map((column) => toCell(column, values.get(column.name)));
    }),
  };
}
