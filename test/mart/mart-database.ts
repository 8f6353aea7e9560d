import { applySchema } from '../../dwh/load/apply-schema.ts';
import { readChecks, readViews } from '../../dwh/load/sql-files.ts';
import { qualifiedName } from '../../dwh/model/table.ts';
import { allTables } from '../../dwh/model/tables.ts';
import { openWarehouse } from '../ports/warehouse/open-warehouse.ts';
import type { OpenedWarehouse, WarehousePlace, WarehousePlaces } from '../ports/warehouse/place.ts';

/** NULL for an empty one; decimals, dates and instants as text. */
export type Value = string | number | boolean | null;

// Upper case: in a database that tells cases apart, the catalog's views have no other name.
const COLUMNS = `SELECT c.COLUMN_NAME, c.DATA_TYPE, c.NUMERIC_PRECISION, c.NUMERIC_SCALE
FROM INFORMATION_SCHEMA.COLUMNS AS c
WHERE c.TABLE_SCHEMA = 'mart' AND c.TABLE_NAME = @view_name
ORDER BY c.ORDINAL_POSITION`;

/** Columns that no report looks into. */
const FILLED = [
  ['is_deleted', false],
  ['run_id', 1],
] as const;

/** A warehouse with its unknown and listed members and all report views. */
export class MartDatabase {
  readonly #opened: OpenedWarehouse;
  readonly #place: WarehousePlace;

  private constructor(opened: OpenedWarehouse, place: WarehousePlace) {
    this.#opened = opened;
    this.#place = place;
  }

  static async create(places: WarehousePlaces): Promise<MartDatabase> {
    const place = await places.createPlace();
    const opened = await openWarehouse(place.location);
    await applySchema(opened.warehouse, opened.dialect, { allowDestructive: false });
    return new MartDatabase(opened, place);
  }

  /** Each row has one value a column; `run_id` is added where the table has it. */
  async insert(table: string, columns: readonly string[], rows: readonly (readonly Value[])[]): Promise<void> {
    const { warehouse } = this.#opened;
    const filled = allTables()
      .filter((candidate) => qualifiedName(candidate) === table)
      .flatMap((candidate) => candidate.columns.flatMap(({ name }) => FILLED.filter(([column]) => column === name)));
    const names = [...columns, ...filled.map(([name]) => name)];
    const values = rows.map((row) => [...row, ...filled.map(([, value]) => value)]);
    await warehouse.insertRows(warehouse, table, { columns: names, rows: values });
  }

  /** Runs a statement of portable SQL. */
  async execute(sql: string): Promise<void> {
    await this.#opened.warehouse.execute(sql);
  }

  /** Rows of portable SQL as `a | b | c`, NULL as `null`. */
  async lines(sql: string): Promise<readonly string[]> {
    const { rows } = await this.#opened.warehouse.select(sql, 'query');
    return rows.map((row) => row.map(String).join(' | '));
  }

  /** Rows of a view with all columns of its header, ordered by some of them. */
  async view(name: string, orderBy: string): Promise<readonly string[]> {
    const columns = readViews().find((view) => view.name === name)?.columns ?? [];
    const list = columns.map((column) => `v.${column.name}`).join(', ');
    return this.lines(`SELECT ${list} FROM mart.${name} AS v ORDER BY ${orderBy}`);
  }

  /** Rows of a check as `subject | detail`, ordered by subject. */
  async check(name: string): Promise<readonly string[]> {
    const sql = readChecks().find((check) => check.name === name)?.sql ?? '';
    return (await this.lines(sql)).toSorted();
  }

  /** Names and types of what a query gives, as T-SQL calls them. */
  async columnsOf(sql: string): Promise<readonly string[]> {
    const { columns } = await this.#opened.warehouse.select(sql, 'query');
    return columns.map(({ name, type }) => `${name} ${type}`);
  }

  /** Names and types of a view's columns as the engine's catalog has them, lengths of texts aside. */
  async catalogColumns(view: string): Promise<readonly string[]> {
    const { rows } = await this.#opened.warehouse.query(COLUMNS, { view_name: view });
    return rows.map(([name, type, precision, scale]) => {
      const base = String(type).replace(/\(.*$/, '').toLowerCase();
      return `${name} ${base === 'decimal' || base === 'numeric' ? `decimal(${precision},${scale})` : base}`;
    });
  }

  async close(): Promise<void> {
    await this.#opened.warehouse.close();
    await this.#place.remove();
  }
}
