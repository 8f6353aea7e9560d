import type { Session } from '../../core/ports/warehouse.ts';
import { factOf, model, targetOf } from '../../dwh/model/model.ts';
import type { Dimension, Fact, LoadedColumn } from '../../dwh/model/star.ts';
import { qualifiedName, type Table } from '../../dwh/model/table.ts';
import { keyOf } from '../../dwh/model/table-columns.ts';
import { allTables } from '../../dwh/model/tables.ts';

/** Rows by table, each row as a JSON array, in no order. */
export type WarehouseContent = Readonly<Record<string, readonly string[]>>;

const VALIDITY = ['since_utc', 'valid_from_utc', 'valid_to_utc', 'is_current', 'is_deleted'];

interface Resolved {
  readonly values: readonly string[];
  readonly joins: readonly string[];
}

const plain = (names: readonly string[]): Resolved => ({ values: names.map((name) => `t.${name}`), joins: [] });

/** A key into a dimension as the natural key of the member, and the version's start where there are versions. */
function memberOf(column: string, dimension: string): Resolved {
  const target = [...model.loadedDimensions, ...model.collectedDimensions].find(({ name }) => name === dimension);
  const names = [
    ...(target?.naturalKey ?? []),
    ...(target !== undefined && target.versions !== null ? ['valid_from_utc'] : []),
  ];
  const alias = `d_${column}`;
  return {
    values: names.map((name) => `${alias}.${name}`),
    joins: [`LEFT JOIN dim.${dimension} AS ${alias} ON ${alias}.${keyOf(dimension)} = t.${column}`],
  };
}

function parentOf(fact: Fact, column: LoadedColumn & { readonly kind: 'parent' }): Resolved {
  const parent = factOf(fact.parent ?? '');
  if (column.from === parent.surrogateKey) {
    return {
      values: parent.naturalKey.map((name) => `p.${name}`),
      joins: [`LEFT JOIN fact.${parent.name} AS p ON p.${column.from} = t.${column.column}`],
    };
  }
  const source = parent.columns.find((candidate) => candidate.column === column.from);
  return source?.kind === 'dimension' ? memberOf(column.column, source.dimension) : plain([column.column]);
}

function resolve(target: Dimension | Fact, column: LoadedColumn): Resolved {
  if (column.kind === 'dimension') return memberOf(column.column, column.dimension);
  if (column.kind === 'parent' && target.kind === 'fact') return parentOf(target, column);
  return plain([column.column]);
}

/** A SELECT over a loaded table that tells nothing of the order in which its rows came. */
function contentQuery(target: Dimension | Fact, table: string, extra: readonly string[]): string {
  const parts = target.kind === 'dimension' ? target.parts.flatMap(({ columns }) => columns) : [];
  const columns = [...target.columns, ...parts].map((column) => resolve(target, column));
  const resolved = [plain(target.naturalKey), ...columns, plain(extra)];
  const values = resolved.flatMap((part) => part.values).map((value, index) => `${value} AS c${index}`);
  return `SELECT ${values.join(', ')} FROM ${table} AS t ${resolved.flatMap((part) => part.joins).join(' ')}`;
}

/** Beside what the model copies from the source. */
function ownColumns(target: Dimension | Fact): readonly string[] {
  if (target.kind === 'fact') return ['is_deleted'];
  return [...(target.versions !== null ? VALIDITY : ['is_deleted']), 'is_inferred'];
}

/** Tables that no entity loads (calendar, collected dimensions, aliases): all but their keys and run. */
function plainQuery(table: Table): string {
  const own = table.name === 'date' ? [] : [keyOf(table.name), 'run_id'];
  const names = table.columns.map((column) => column.name).filter((name) => !own.includes(name));
  return `SELECT ${names.map((name) => `t.${name}`).join(', ')} FROM ${qualifiedName(table)} AS t`;
}

function starTables(): readonly Table[] {
  return allTables().filter(({ schema }) => ['dim', 'fact', 'hist'].includes(schema));
}

async function readTables(session: Session, queryOf: (table: Table) => string): Promise<WarehouseContent> {
  const content: Record<string, readonly string[]> = {};
  for (const table of starTables()) {
    const { rows } = await session.query(queryOf(table));
    content[qualifiedName(table)] = rows.map((row) => JSON.stringify(row));
  }
  return content;
}

/**
 * What DESIGN compares when it calls two warehouses equal: every row of every dimension and fact with surrogate keys
 * resolved to natural ones, and without run ids.
 */
export function warehouseContent(session: Session): Promise<WarehouseContent> {
  const loaded = [...model.loadedDimensions, ...model.facts];
  return readTables(session, (table) => {
    const schema = table.schema === 'dim' ? 'dimension' : 'fact';
    const target = loaded.find(({ kind, name }) => kind === schema && name === table.name);
    if (table.name.endsWith('_seen')) return plainQuery(table);
    const versioned = table.schema === 'hist' ? targetOf(table.name) : undefined;
    if (versioned !== undefined) return contentQuery(versioned, qualifiedName(table), ['since_utc', 'is_deleted']);
    return target === undefined ? plainQuery(table) : contentQuery(target, qualifiedName(table), ownColumns(target));
  });
}

/** Every row of every dimension and fact as it stands, surrogate keys and run ids included. */
export function exactContent(session: Session): Promise<WarehouseContent> {
  return readTables(session, (table) => {
    const names = table.columns.map((column) => `t.${column.name}`);
    return `SELECT ${names.join(', ')} FROM ${qualifiedName(table)} AS t`;
  });
}

interface Difference {
  readonly rows: readonly [number, number];
  readonly onlyFirst: readonly string[];
  readonly onlySecond: readonly string[];
}

const SHOWN_ROWS = 4;

function surplus(rows: readonly string[], others: readonly string[]): readonly string[] {
  const left = new Map<string, number>();
  for (const row of others) left.set(row, (left.get(row) ?? 0) + 1);
  const found: string[] = [];
  for (const row of rows) {
    const count = left.get(row) ?? 0;
    if (count > 0) left.set(row, count - 1);
    else if (found.length < SHOWN_ROWS) found.push(row);
  }
  return found;
}

/** By table, a few of the rows that only one side has; empty when the two are equal. */
export function differences(first: WarehouseContent, second: WarehouseContent): Readonly<Record<string, Difference>> {
  const found: Record<string, Difference> = {};
  for (const table of new Set([...Object.keys(first), ...Object.keys(second)])) {
    const [a, b] = [first[table] ?? [], second[table] ?? []];
    const [onlyFirst, onlySecond] = [surplus(a, b), surplus(b, a)];
    if (onlyFirst.length + onlySecond.length > 0) found[table] = { rows: [a.length, b.length], onlyFirst, onlySecond };
  }
  return found;
}
