import type { ProblemCode } from '../../core/chunk.ts';
import { DAY_MS } from '../calendar.ts';
import { type DirtDraw, drawDirt, padFields, spoilFields, type TableDirt } from '../dirty-table.ts';
import { itemAt, Random, STREAMS } from '../random.ts';

/** What the shop tells of a key on one day. */
export interface Told<T> {
  readonly day: number;
  readonly changedAtMs: number | null;
  readonly value: T;
}

/** Everything that is told of one key, in order, and what can go wrong with it. */
export interface Story<T> {
  /** Identifies the key within its table: the same row always draws the same dirt. */
  readonly row: number;
  readonly told: readonly Told<T>[];
  readonly fields: (value: T) => readonly string[];
  /** Another row of the same key and day that stands before or after the one told. */
  readonly rival: (told: Told<T>, random: Random) => { readonly told: Told<T>; readonly place: 'before' | 'after' };
  /** What a later day puts right. */
  readonly correct?: (told: Told<T>, random: Random, day: number) => Told<T>;
  /** The same under another alias. */
  readonly twin?: (value: T) => T;
  /** A row of an order that is nowhere. */
  readonly orphan?: (value: T) => readonly string[];
}

/** A typed row as it arrives. */
export interface Row<T> extends Told<T> {
  readonly kind: 'row';
  /** The values, without spaces around them. */
  readonly fields: readonly string[];
  readonly content: string;
  /** The row's text, which can have spaces around its values. */
  readonly written: readonly string[];
  /** Stands some rows after where it would. */
  readonly isLater: boolean;
}

/** A line that no load types, or that never finds its order. */
export type Stray =
  | { readonly kind: 'blank'; readonly day: number }
  | { readonly kind: 'orphan'; readonly day: number; readonly written: readonly string[] }
  | {
      readonly kind: 'broken' | 'refused';
      readonly day: number;
      readonly written: readonly string[];
      readonly code: ProblemCode;
    };

export type Delivery<T> = Row<T> | Stray;

/** Which table it is and how dirty: what every story of it shares. */
export interface Way {
  readonly seed: number;
  readonly rate: number;
  readonly days: number;
  readonly dirt: TableDirt;
  readonly columns: readonly string[];
}

const TROUBLES = [
  { weight: 4, trouble: 'late' },
  { weight: 3, trouble: 'repeated' },
  { weight: 3, trouble: 'corrected' },
] as const;
const MOST_DAYS_LATE = 4;

export function contentOf(fields: readonly string[]): string {
  return JSON.stringify(fields);
}

function row<T>(story: Story<T>, told: Told<T>, isLater = false): Row<T> {
  const fields = story.fields(told.value);
  return { ...told, kind: 'row', fields, content: contentOf(fields), written: fields, isLater };
}

/** Late rows, rows that come once more and corrections, by the day on which they arrive. */
function withTrouble<T>(way: Way, story: Story<T>): readonly Told<T>[] {
  const random = new Random(way.seed, STREAMS.way + way.dirt.number, story.row);
  const { told } = story;
  if (random.unit() >= way.rate || told.length === 0) return told;
  const { trouble } = random.weighted(TROUBLES);
  const at = random.below(told.length);
  const one = itemAt(told, at);
  const day = Math.min(one.day + random.between(1, MOST_DAYS_LATE), way.days - 1);
  if (trouble === 'late') return byDay(told.with(at, { ...one, day }));
  if (trouble === 'repeated') return byDay([...told, { ...one, day }]);
  return story.correct === undefined ? told : byDay([...told, story.correct(one, random, day)]);
}

function byDay<T>(told: readonly Told<T>[]): readonly Told<T>[] {
  return told.toSorted((a, b) => a.day - b.day);
}

/** Two rows of a key and day: the second stands some rows further down. */
function pair<T>(first: Row<T>, second: Row<T>): readonly Row<T>[] {
  return [first, { ...second, isLater: true }];
}

/** Null for dirt that leaves the row as it is. */
function strayFor<T>(way: Way, story: Story<T>, told: Told<T>, { kind, random }: DirtDraw): Stray | null {
  const { day } = told;
  const written = story.fields(told.value);
  if (kind === 'malformed') return { kind: 'broken', day, written, code: 'malformed_row' };
  if (kind === 'blank') return { kind, day };
  if (kind === 'orphan' && story.orphan !== undefined) return { kind, day, written: story.orphan(told.value) };
  if (kind !== 'spoiled') return null;
  const { code, ...spoiler } = random.weighted(way.dirt.spoilers);
  return { kind: 'refused', day, written: spoilFields(way.columns, written, { ...spoiler, code }), code };
}

function soiled<T>(way: Way, story: Story<T>, told: Told<T>, draw: DirtDraw): readonly Delivery<T>[] {
  const clean = row(story, told);
  const stray = strayFor(way, story, told, draw);
  if (stray !== null) return stray.kind === 'broken' || stray.kind === 'refused' ? [stray] : [clean, stray];
  const { kind, random } = draw;
  if (kind === 'duplicate') return pair(clean, clean);
  if (kind === 'padded') return [{ ...clean, written: padFields(random, clean.written) }];
  if (kind === 'alias' && story.twin !== undefined) {
    return pair(clean, row(story, { ...told, value: story.twin(told.value) }));
  }
  return kind === 'version' ? versions(story, told, random) : [clean];
}

function versions<T>(story: Story<T>, told: Told<T>, random: Random): readonly Row<T>[] {
  const rival = story.rival(told, random);
  const [clean, other] = [row(story, told), row(story, rival.told)];
  return rival.place === 'before' ? pair(other, clean) : pair(clean, other);
}

/** The rows of a story as they arrive, in order: dirt strikes one of them at most, and trouble on the way another. */
export function deliveriesOf<T>(way: Way, story: Story<T>): readonly Delivery<T>[] {
  const told = withTrouble(way, story);
  const draw = drawDirt(way.seed, way.rate, way.dirt, story.row);
  const struck = draw.kind === 'clean' || told.length === 0 ? -1 : draw.random.below(told.length);
  return told.flatMap((one, index) => (index === struck ? soiled(way, story, one, draw) : [row(story, one)]));
}

export function rowsOf<T>(deliveries: readonly Delivery<T>[]): readonly Row<T>[] {
  return deliveries.filter((delivery) => delivery.kind === 'row');
}

/** Some time within a day, but not in its first hours. */
export function laterOn(dayMs: number, random: Random): number {
  return dayMs + random.between(6 * 3600, DAY_MS / 1000 - 3600) * 1000;
}
