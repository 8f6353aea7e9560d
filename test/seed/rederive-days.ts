import { readdirSync } from 'node:fs';
import type { ConfigInput } from '../../core/config/schema.ts';
import { entityContracts } from '../../dwh/model/contracts.ts';
import { readFeed } from './read-feed.ts';
import { type Classed, RuledWarehouse } from './ruled-warehouse.ts';
import { type RowVerdict, typeRow } from './type-row.ts';

type Counts = Readonly<Record<string, unknown>>;

/** What one load comes to: the classes of its own rows, and of earlier rows that ceased to wait. */
export interface RederivedLoad {
  readonly entities: Record<string, Counts>;
  readonly released: Record<string, Record<string, number>>;
}

function counted(texts: readonly string[]): Record<string, number> {
  const counts: Record<string, number> = {};
  for (const text of texts.toSorted()) counts[text] = (counts[text] ?? 0) + 1;
  return counts;
}

function accountOf(verdicts: readonly RowVerdict[], own: readonly Classed[]): Counts {
  const codes = verdicts.flatMap((verdict) => (verdict.kind === 'refused' ? [verdict.codes] : []));
  const classes = counted(own.map(({ rowClass }) => rowClass));
  const of = (name: string): number => classes[name] ?? 0;
  return {
    read: verdicts.length,
    blank: verdicts.filter(({ kind }) => kind === 'blank').length,
    duplicate: of('duplicate'),
    waiting: of('waiting'),
    quarantined: codes.length,
    quarantined_by_code: counted(codes.flat()),
    accepted: of('inserted') + of('updated') + of('unchanged') + of('superseded'),
    inserted: of('inserted'),
    updated: of('updated'),
    unchanged: of('unchanged'),
    superseded: of('superseded'),
  };
}

/** Loads the files of some days into a warehouse that goes by the rules. */
function loadDays(
  warehouse: RuledWarehouse,
  config: ConfigInput,
  directory: string,
  load: number,
  dates: readonly string[],
): RederivedLoad {
  const [source] = Object.values(config.sources);
  const result: RederivedLoad = { entities: {}, released: {} };
  for (const contract of entityContracts) {
    const feed = source?.feeds.find(({ entity }) => entity === contract.entity);
    if (source === undefined || feed === undefined) continue;
    const verdicts = dates.flatMap((date) =>
      readFeed(source, { ...feed, files: String(feed.files).replace('*', date) }, directory).map((raw) =>
        typeRow(source, feed, contract, raw),
      ),
    );
    const fresh = verdicts.flatMap((verdict) => (verdict.kind === 'typed' ? [{ row: verdict.row, load }] : []));
    const classed = warehouse.load(contract, fresh);
    const own = classed.filter((row) => row.load === load);
    const earlier = classed.filter((row) => row.load !== load && row.rowClass !== 'waiting');
    if (verdicts.length > 0) result.entities[contract.entity] = accountOf(verdicts, own);
    if (earlier.length > 0) result.released[contract.entity] = counted(earlier.map(({ rowClass }) => rowClass));
  }
  return result;
}

/** Days for which there are files. */
function datesIn(directory: string): readonly string[] {
  const dates = readdirSync(directory).flatMap((name) => /-(\d{4}-\d\d-\d\d)\.csv$/.exec(name)?.[1] ?? []);
  return [...new Set(dates)].sort();
}

export interface RederivedDays {
  readonly byDay: readonly (RederivedLoad & { readonly date: string })[];
  readonly atOnce: RederivedLoad;
  readonly warehouse: RuledWarehouse;
}

/** Reads the files of a shop that is told over days, day by day and all at once, and sorts every row into its class. */
export function rederiveDays(config: ConfigInput, directory: string): RederivedDays {
  const dates = datesIn(directory);
  const warehouse = new RuledWarehouse();
  return {
    byDay: dates.map((date, index) => ({ date, ...loadDays(warehouse, config, directory, index, [date]) })),
    atOnce: loadDays(new RuledWarehouse(), config, directory, 0, dates),
    warehouse,
  };
}
