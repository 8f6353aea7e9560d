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
  const json = await result.getRowsJson();
  const rows = json.map((row) => row.map((value, index) => toCell(value, isWhole[index] === true)));
  return { columns, rows };
}

function toCell(value: unknown, isWhole: boolean): Cell {
  if (value === null || value === undefined) return null;
  if (typeof value === 'number' || typeof value === 'boolean') return value;
  if (typeof value !== 'string') return JSON.stringify(value);
  if (!isWhole) return value;
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}
