import type { ServerColumn, ServerResult } from '../../connect/sqlserver/sql-server-connection.ts';
import type { Cell, ResultSet } from '../../core/ports/warehouse.ts';

/**
 * The driver computes a decimal as a double. Below 2^52 units of its last digit the double names one decimal only, and
 * `toFixed` gives it back; above, digits are lost.
 */
const EXACT_UNITS = 2 ** 52;
const MONEY_SCALE = 4;

const DECIMALS: ReadonlySet<string> = new Set(['Decimal', 'DecimalN', 'Numeric', 'NumericN']);
const MONEY: ReadonlySet<string> = new Set(['Money', 'MoneyN', 'SmallMoney']);

/** T-SQL's names of the driver's types. */
const TYPE_NAMES: Readonly<Record<string, string>> = {
  BigInt: 'bigint',
  Bit: 'bit',
  BitN: 'bit',
  Date: 'date',
  DateTime: 'datetime',
  DateTime2: 'datetime2',
  DateTimeN: 'datetime',
  Decimal: 'decimal',
  DecimalN: 'decimal',
  Float: 'float',
  FloatN: 'float',
  Int: 'int',
  IntN: 'int',
  MoneyN: 'money',
  NChar: 'nchar',
  NVarChar: 'nvarchar',
  Numeric: 'decimal',
  NumericN: 'decimal',
  SmallInt: 'int',
  TinyInt: 'int',
  VarChar: 'varchar',
};

export function isDecimal(column: ServerColumn): boolean {
  return DECIMALS.has(column.type) || MONEY.has(column.type);
}

function scaleOf(column: ServerColumn): number {
  return MONEY.has(column.type) ? MONEY_SCALE : (column.scale ?? 0);
}

/** Whether a decimal in the result may have lost digits in the driver. */
export function hasInexactDecimal({ columns, rows }: ServerResult): boolean {
  return columns.some((column, index) => {
    if (!isDecimal(column)) return false;
    const unit = 10 ** scaleOf(column);
    return rows.some((row) => {
      const value = row[index];
      return typeof value === 'number' && Math.abs(value) * unit >= EXACT_UNITS;
    });
  });
}

function toCell(column: ServerColumn, value: unknown): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number') return isDecimal(column) ? value.toFixed(scaleOf(column)) : value;
  if (typeof value === 'boolean') return value;
  if (value instanceof Date) return instantText(column, value);
  // Integers of eight bytes come as text.
  if (typeof value === 'string') return isEightBytes(column) ? wholeNumber(value) : value;
  return Buffer.isBuffer(value) ? `0x${value.toString('hex')}` : JSON.stringify(value);
}

function isEightBytes(column: ServerColumn): boolean {
  return column.type === 'BigInt' || column.type === 'IntN';
}

/** A number where JavaScript holds it exactly, else text. */
export function wholeNumber(text: string): number | string {
  const number = Number(text);
  return Number.isSafeInteger(number) ? number : text;
}

function instantText(column: ServerColumn, value: Date): string {
  const text = value.toISOString();
  return column.type === 'Date' ? text.slice(0, 10) : text.replace('T', ' ').replace('Z', '');
}

/** `int` or `bigint`: the driver calls both IntN once they may be empty, and tells them apart by their length. */
export function columnType(column: ServerColumn): string {
  if (column.type === 'IntN') return column.bytes === 8 ? 'bigint' : 'int';
  return TYPE_NAMES[column.type] ?? column.type.toLowerCase();
}

/** Decimals, dates and instants come as text; whole numbers as number where it can hold them exactly. */
export function readResult({ columns, rows }: ServerResult): ResultSet {
  return {
    columns: columns.map((column) => ({ name: column.name, type: columnType(column) })),
    rows: rows.map((row) => columns.map((column, index) => toCell(column, row[index]))),
  };
}
