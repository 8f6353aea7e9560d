import type { Chunk, RejectedRow } from '../core/chunk.ts';
import type { ColumnMapping } from '../core/config/schema.ts';
import type { ExtractedChunk, Feed, Retyped, Source } from '../core/ports/source.ts';
import type { Session } from '../core/ports/warehouse.ts';
import type { ColumnForm } from '../core/schema-change.ts';
import { contractOf } from '../dwh/model/model.ts';
import { compileEdge } from './edge/compile-edge.ts';
import { type KeptRow, type RefusedFilter, readRefused } from './refused-rows.ts';
import { knownForms } from './schema-changes.ts';

export interface RetypeSettings {
  readonly feeds: readonly Feed[];
  /** By the name a feed's `source` has. */
  readonly sources: ReadonlyMap<string, Source>;
  readonly reportingTimeZone: string;
}

/** A page of refused rows, typed as the configuration says now. */
export interface RetypedPage {
  readonly chunks: readonly Chunk[];
  readonly rejected: readonly RejectedRow[];
  /** Rows that are blank as they are read now. */
  readonly blank: readonly KeptRow[];
  /** Rows whose kept text is not enough, by the reason. */
  readonly obstacles: ReadonlyMap<string, number>;
}

/** The page's rows by file: texts of a file are typed together. */
function byFile(rows: readonly KeptRow[]): readonly (readonly KeptRow[])[] {
  const groups = Map.groupBy(rows, ({ sourceId, form }) => `${sourceId} ${form}`);
  return [...groups.values()];
}

export async function* retypeRefused(
  session: Session,
  entity: string,
  filter: RefusedFilter,
  settings: RetypeSettings,
): AsyncGenerator<RetypedPage> {
  const forms = await knownForms(session);
  for await (const rows of readRefused(session, { ...filter, entity })) {
    const chunks: Chunk[] = [];
    const rejected: RejectedRow[] = [];
    const blank: KeptRow[] = [];
    const obstacles = new Map<string, number>();
    for (const group of byFile(rows)) {
      const retyped = await retypeGroup(entity, group, forms.get(group[0]?.feed ?? '') ?? [], settings);
      if ('obstacle' in retyped) {
        obstacles.set(retyped.obstacle, (obstacles.get(retyped.obstacle) ?? 0) + group.length);
        continue;
      }
      const { chunk, rejected: refused } = retyped.extracted;
      chunks.push(chunk);
      for (const row of refused) rejected.push(row);
      blank.push(...blankOf(group, retyped.extracted));
    }
    yield { chunks, rejected, blank, obstacles };
  }
}

function blankOf(rows: readonly KeptRow[], { chunk, rejected, blankRows }: ExtractedChunk): readonly KeptRow[] {
  if (blankRows === 0) return [];
  const seen = new Set([...chunk.rowNumbers, ...rejected.map(({ rowNumber }) => rowNumber)]);
  return rows.filter(({ sourceRow }) => !seen.has(sourceRow));
}

/** All of one file and form, by row number. */
async function retypeGroup(
  entity: string,
  rows: readonly KeptRow[],
  forms: readonly ColumnForm[],
  settings: RetypeSettings,
): Promise<Retyped> {
  const [first] = rows;
  if (first === undefined || first.form === null) {
    return { obstacle: 'they were refused by an earlier version, which did not keep how they were to be read' };
  }
  if (first.form === 'shown')
    return { obstacle: 'they hold bytes that are not UTF-8, so their text is not what the file has' };
  if (first.form === 'typed')
    return { extracted: retypeTyped(entity, first.sourceId, rows, settings.reportingTimeZone) };
  const feed = settings.feeds.find(({ name, contract }) => name === first.feed && contract.entity === entity);
  const source = feed === undefined ? undefined : settings.sources.get(feed.source);
  if (feed === undefined || source === undefined) {
    return { obstacle: `their feed ${first.feed ?? '(unknown)'} is not in the configuration` };
  }
  return source.retype({
    feed,
    sourceId: first.sourceId,
    layout: first.layout,
    forms,
    rows: rows.map(({ sourceRow, rawText, reason }) => ({
      rowNumber: sourceRow,
      rawText,
      isCut: reason === 'cut_short',
    })),
    reportingTimeZone: settings.reportingTimeZone,
  });
}

/** Values that were typed already, as the warehouse writes them: every column stands under its own name. */
function retypeTyped(
  entity: string,
  sourceId: number,
  rows: readonly KeptRow[],
  reportingTimeZone: string,
): ExtractedChunk {
  const contract = contractOf(entity);
  const columns = Object.fromEntries(contract.columns.map(({ name }): [string, ColumnMapping] => [name, name]));
  const edge = compileEdge({
    contract,
    columns,
    reading: { datetimeFormat: 'yyyy-MM-dd HH:mm:ss.SSS' },
    reportingTimeZone,
  });
  const values = rows.map(({ rawText }) => readTyped(rawText));
  return edge.type({
    sourceId,
    rowNumbers: rows.map(({ sourceRow }) => sourceRow),
    columns: edge.rawColumns.map((name) => values.map((row) => row.get(name) ?? null)),
    rejected: [],
    problems: new Map(),
    blankRows: 0,
    rawTextOf: (index) => rows[index]?.rawText ?? '',
  });
}

function readTyped(json: string): ReadonlyMap<string, string> {
  const parsed: unknown = JSON.parse(json);
  if (typeof parsed !== 'object' || parsed === null) return new Map();
  return new Map(Object.entries(parsed).map(([name, value]) => [name, String(value)]));
}
