import type { ConfigInput } from '../../core/config/schema.ts';
import type { EntityContract } from '../../core/contract.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { readFeed } from './read-feed.ts';
import { type TypedRow, typeRow } from './type-row.ts';

export interface RederivedEntity {
  readonly counts: Readonly<Record<string, unknown>>;
  /** Rows that are in the warehouse after the load. */
  readonly loaded: readonly TypedRow[];
  /** Rows that lost their key to another version; they name members of dimensions all the same. */
  readonly superseded: readonly TypedRow[];
}

function identity(row: TypedRow, columns: readonly string[]): string {
  return JSON.stringify(columns.map((column) => row.get(column) ?? null));
}

function groupBy(rows: readonly TypedRow[], columns: readonly string[]): TypedRow[][] {
  const groups = new Map<string, TypedRow[]>();
  for (const row of rows) {
    const key = identity(row, columns);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [row]);
    else group.push(row);
  }
  return [...groups.values()];
}

function lastOf(group: readonly TypedRow[]): TypedRow {
  const last = group.at(-1);
  if (last === undefined) throw new Error('a group is never empty');
  return last;
}

function winnerOf(group: readonly TypedRow[], changedAt: string | undefined): TypedRow {
  const changed = (row: TypedRow): string => (changedAt === undefined ? '' : (row.get(changedAt) ?? ''));
  return group.reduce((best, row) => (changed(row) >= changed(best) ? row : best), lastOf(group.slice(0, 1)));
}

function countBy(codes: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const code of codes.toSorted()) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
}

/** Entities of which the warehouse keeps every state; the generated ones always differ from one another. */
const WITH_HISTORY = ['customer', 'profile', 'product'];

/** The rules of accounting, said once more and independently of the generator. */
function classify(contract: EntityContract, rows: readonly TypedRow[], orders: ReadonlySet<string>) {
  const allColumns = contract.columns.map((column) => column.name);
  // A map keeps the place of a key's first row; here the place of the last copy counts.
  const lastIndex = new Map(rows.map((row, index) => [identity(row, allColumns), index]));
  const distinct = rows.filter((row, index) => lastIndex.get(identity(row, allColumns)) === index);
  const withoutAlias = allColumns.filter((column) => column !== contract.alias);
  const result = { duplicate: rows.length - distinct.length, waiting: 0, unchanged: 0, superseded: 0 };
  const loaded: TypedRow[] = [];
  const lost: TypedRow[] = [];
  const changedAt = WITH_HISTORY.includes(contract.entity) ? (contract.changedAt ?? []) : [];
  for (const group of groupBy(distinct, contract.key.concat(changedAt))) {
    const winner = winnerOf(group, contract.changedAt);
    const losers = group.filter((row) => row !== winner);
    const same = losers.filter((row) => identity(row, withoutAlias) === identity(winner, withoutAlias));
    result.unchanged += same.length;
    result.superseded += losers.length - same.length;
    lost.push(...losers);
    if (contract.parent === undefined || orders.has(winner.get('order_id') ?? '')) loaded.push(winner);
    else result.waiting += 1;
  }
  return { ...result, inserted: loaded.length, loaded, lost };
}

/** Profiles of customers who are known: of each, the first state adds to the member, and only later ones begin versions. */
function completions(profiles: readonly TypedRow[], customers: readonly TypedRow[]): number {
  const known = new Set(customers.map((row) => row.get('customer_id')));
  const described = new Set(profiles.map((row) => row.get('customer_id')));
  return [...described].filter((id) => known.has(id)).length;
}

/** Reads the files as the configuration says and sorts every row into its class. */
export function rederiveLoad(config: ConfigInput, directory: string): Map<string, RederivedEntity> {
  const results = new Map<string, RederivedEntity>();
  const [source] = Object.values(config.sources);
  if (source === undefined) throw new Error('the configuration has no source');
  for (const contract of entityContracts) {
    const feed = source.feeds.find((one) => one.entity === contract.entity);
    if (feed === undefined) continue;
    const verdicts = readFeed(source, feed, directory).map((raw) => typeRow(source, feed, contract, raw));
    const orders = new Set((results.get('order')?.loaded ?? []).map((row) => row.get('order_id') ?? ''));
    const typed = verdicts.flatMap((verdict) => (verdict.kind === 'typed' ? [verdict.row] : []));
    const refused = verdicts.flatMap((verdict) => (verdict.kind === 'refused' ? [verdict.codes] : []));
    const { loaded, lost, ...classes } = classify(contract, typed, orders);
    const completing = contract.entity === 'profile' ? completions(loaded, results.get('customer')?.loaded ?? []) : 0;
    const counts = {
      read: verdicts.length,
      blank: verdicts.length - typed.length - refused.length,
      ...classes,
      inserted: classes.inserted - completing,
      updated: completing,
      accepted: classes.inserted + classes.unchanged + classes.superseded,
      quarantined: refused.length,
      quarantined_by_code: countBy(refused.flat()),
    };
    results.set(contract.entity, { counts, loaded, superseded: lost });
  }
  return results;
}
