import { type DuckDBMaterializedResult, DuckDBTypeId } from '@duckdb/node-api';
import type { Cell, ResultSet } from '../../core/ports/warehouse.ts';
import { tSqlTypeName } from './types.ts';

const WHOLE_NUMBERS: ReadonlySet<DuckDBTypeId> = new Set([DuckDBTypeId.BIGINT, DuckDBTypeId.HUGEINT]);

/** Decimals, dates and instants come as text; whole numbers as number where it can hold them exactly. */
export async function readResult(result: DuckDBMaterializedResult): Promise<ResultSet> {
  const types = result.columnTypes();
  const columns = result.columnNames().map((name, index) => ({
    name,
    type: tSqlTypeName(String(types[index])),
  }));
  const isWhole = types.map((type) => WHOLE_NUMBERS.has(type.typeId));
  const isInstant = types.map((type) => type.typeId === DuckDBTypeId.TIMESTAMP);
  const json = await result.getRowsJson();
  const rows = json.map((row) =>
    row.map((value, index) => {
      if (isInstant[index] === true && typeof value === 'string') return withMilliseconds(value);
      return toCell(value, isWhole[index] === true);
    }),
  );
  return { columns, rows };
}

/** DuckDB leaves out zeros at the end of a fraction; every engine is to write instants alike. */
function withMilliseconds(text: string): string {
  const [whole = text, fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(3, '0').slice(0, 3)}`;
}

function toCell(value: unknown, isWhole: boolean): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (!isWhole) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
