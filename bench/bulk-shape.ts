import { createHash } from 'node:crypto';
import type { Chunk, ChunkColumn, Value } from '../core/chunk.ts';
import type { Cell } from '../core/ports/warehouse.ts';

const DAY_MS = 86_400_000;
const FIRST_DAY = 18_262; // 2020-01-01
const DAYS = 1500;
const SOURCE_ID = 7;
export const BATCH_ID = 1;
/** Rows of a chunk and of a bulk load, as in a run. */
export const CHUNK_ROWS = 16_384;

interface ShapeColumn {
  readonly name: string;
  readonly type: ChunkColumn['type'];
  readonly sql: string;
  readonly valueAt: (row: number) => Value;
}

const CITIES = ['München', 'Lyon', 'São Paulo', 'Reykjavík', 'Graz', null] as const;
const STATUSES = ['delivered', 'shipped', 'canceled', 'invoiced'] as const;

function hashOf(kind: string, row: number): string {
  return createHash('md5').update(`${kind}${row}`).digest('hex');
}

/** As the edge writes decimals: no zeros at the end of a fraction. */
function amountAt(row: number): string {
  return String(((row * 7919) % 100_000) / 100);
}

function column(
  name: string,
  type: ShapeColumn['type'],
  sql: string,
  valueAt: (row: number) => Value | undefined,
): ShapeColumn {
  return { name, type, sql, valueAt: (row) => valueAt(row) ?? null };
}

/** An order item of a shop; with the four columns of origin before them, the first 8 make 12 columns, all make 15. */
const COLUMNS: readonly ShapeColumn[] = [
  column('order_id', 'text', 'nvarchar(50)', (row) => hashOf('order', Math.floor(row / 2))),
  column('product_id', 'text', 'nvarchar(50)', (row) => hashOf('product', row % 30_000)),
  column('status', 'text', 'nvarchar(20)', (row) => STATUSES[row % STATUSES.length]),
  column('city', 'text', 'nvarchar(100)', (row) => CITIES[row % CITIES.length]),
  column('quantity', 'int', 'int', (row) => (row % 9) + 1),
  column('amount', 'decimal', 'nvarchar(40)', amountAt),
  column('ordered_date', 'date', 'date', (row) => FIRST_DAY + (row % DAYS)),
  column('changed_at', 'datetime', 'datetime2(3)', (row) => FIRST_DAY * DAY_MS + row * 61_007),
  column('seller_id', 'text', 'nvarchar(50)', (row) => hashOf('seller', row % 3000)),
  column('freight', 'decimal', 'nvarchar(40)', (row) => amountAt(row + 1)),
  column('note', 'text', 'nvarchar(400)', (row) =>
    row % 3 === 0 ? null : `Item ${row} was packed by hand, and gladly.`,
  ),
];

const ORIGIN = ['batch_id int', 'row_id int', 'source_id int', 'source_row bigint'] as const;

/** Columns of the table, those of origin included. */
export const WIDTHS = [12, 15] as const;

export function tableName(width: number): string {
  return `dbo.bulk_${width}`;
}

function shapeColumns(width: number): readonly ShapeColumn[] {
  return COLUMNS.slice(0, width - ORIGIN.length);
}

export function stagedNames(width: number): readonly string[] {
  return shapeColumns(width).map(({ name }) => name);
}

/** A heap without constraints, as staging tables are. */
export function createTableSql(width: number): string {
  const columns = shapeColumns(width).map(({ name, sql }) => {
    return `${name} ${sql}${sql.startsWith('nvarchar') ? ' COLLATE Latin1_General_100_BIN2' : ''} NULL`;
  });
  return `CREATE TABLE ${tableName(width)} (${[...ORIGIN.map((declared) => `${declared} NOT NULL`), ...columns].join(', ')})`;
}

/** The columns as the catalog has them: name, type, length, nullable. */
export function catalogRows(width: number): readonly (readonly Cell[])[] {
  const declared = (text: string, nullable: string): readonly Cell[] => {
    const [, name = '', type = '', length = null] = /^(\w+) (\w+)(?:\((\d+)\))?$/.exec(text) ?? [];
    return [name, type, length === null ? null : Number(length), nullable];
  };
  return [
    ...ORIGIN.map((text) => declared(text, 'NO')),
    ...shapeColumns(width).map(({ name, sql }) => declared(`${name} ${sql}`, 'YES')),
  ];
}

/** The same rows whoever asks: they follow from their number alone. */
export function chunksOf(width: number, rows: number, chunkRows: number): readonly Chunk[] {
  const starts = Array.from({ length: Math.ceil(rows / chunkRows) }, (_, index) => index * chunkRows);
  return starts.map((start) => {
    const numbers = Array.from({ length: Math.min(chunkRows, rows - start) }, (_, index) => start + index);
    return {
      rowCount: numbers.length,
      columns: shapeColumns(width).map(({ name, type, valueAt }) => ({ name, type, values: numbers.map(valueAt) })),
      sourceId: SOURCE_ID,
      rowNumbers: numbers.map((row) => row + 1),
    };
  });
}

function textOf(type: ShapeColumn['type'], value: Value): string {
  if (typeof value !== 'number' || type === 'int') return String(value ?? '');
  const instant = new Date(type === 'date' ? value * DAY_MS : value).toISOString();
  return type === 'date' ? instant.slice(0, 10) : instant.slice(0, -1).replace('T', ' ');
}

/** Rows from `start` on as lines of a file for freebcp: separated by tabs, NULL as nothing. */
export function fileLines(width: number, start: number, rows: number): string {
  const columns = shapeColumns(width);
  return Array.from({ length: rows }, (_, index) => {
    const row = start + index;
    const values = columns.map(({ type, valueAt }) => textOf(type, valueAt(row)));
    return `${[BATCH_ID, row + 1, SOURCE_ID, row + 1, ...values].join('\t')}\n`;
  }).join('');
}

/**
 * One whole number a column, of every row: what was lost, doubled, cut, emptied or moved to its neighbour shows in one
 * of them.
 */
export function figuresSql(width: number): string {
  const figures = shapeColumns(width).map(({ name, type }) => {
    if (type === 'int') return `SUM(CAST(${name} AS bigint))`;
    if (type === 'decimal') return `CAST(SUM(CAST(${name} AS decimal(38, 2))) * 100 AS bigint)`;
    if (type === 'date') return `SUM(CAST(DATEDIFF(day, '19700101', ${name}) AS bigint))`;
    if (type === 'text') return `SUM(CAST(LEN(${name}) + 1 AS bigint))`;
    return `SUM(CAST(DATEDIFF(second, '19700101', ${name}) AS bigint) * 1000 + DATEPART(millisecond, ${name}))`;
  });
  const all = ['COUNT(*)', 'SUM(CAST(row_id AS bigint))', 'SUM(source_row)', ...figures];
  return `SELECT ${all.map((figure, index) => `${figure} AS f${index}`).join(', ')} FROM ${tableName(width)}`;
}

/** What {@link figuresSql} must find. */
export function expectedFigures(width: number, rows: number): readonly string[] {
  const numbers = Array.from({ length: rows }, (_, row) => row);
  const sum = (valueAt: (row: number) => number) => numbers.reduce((total, row) => total + BigInt(valueAt(row)), 0n);
  const figures = shapeColumns(width).map(({ type, valueAt }) =>
    sum((row) => {
      const value = valueAt(row);
      if (type === 'decimal') return Math.round(Number(value) * 100);
      return typeof value === 'string' ? value.length + 1 : Number(value);
    }),
  );
  const rowIds = sum((row) => row + 1);
  return [BigInt(rows), rowIds, rowIds, ...figures].map(String);
}
