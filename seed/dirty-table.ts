import type { ProblemCode } from '../core/chunk.ts';
import type { FeedTally } from './feed-tally.ts';
import { itemAt, Random, STREAMS } from './random.ts';
import type { TableFile } from './table-file.ts';

/** Dirt that needs to know nothing of the row, only of its table. A row has at most one kind. */
export type DirtKind =
  | 'clean'
  | 'blank'
  | 'duplicate'
  | 'version'
  | 'alias'
  | 'orphan'
  | 'padded'
  | 'malformed'
  | 'spoiled'
  | 'unknown_customer'
  | 'unknown_product'
  | 'unknown_seller'
  | 'wrong_dates'
  | 'payment_off'
  | 'payment_off_by_a_cent'
  | 'childless'
  | 'no_category'
  | 'other_amount'
  | 'unknown_order'
  | 'untimed'
  | 'impossible_stock';

/** One way to make a row of a table unacceptable. */
export interface Spoiler {
  readonly weight: number;
  readonly column: string;
  readonly text: string;
  readonly code: ProblemCode;
}

export interface TableDirt {
  /** Numbers the table's own random sequence. */
  readonly number: number;
  readonly kinds: readonly { readonly weight: number; readonly kind: DirtKind }[];
  readonly spoilers: readonly Spoiler[];
}

/** The dirt of one row and the random values to carry it out. */
export interface DirtDraw {
  readonly kind: DirtKind;
  readonly random: Random;
}

const PADDINGS = [
  (text: string) => ` ${text}`,
  (text: string) => `${text}  `,
  (text: string) => `\u00A0${text}`,
  (text: string) => `${text}\u00A0`,
  (text: string) => ` \u00A0${text}\u00A0 `,
];

export function drawDirt(seed: number, rate: number, dirt: TableDirt, index: number): DirtDraw {
  const random = new Random(seed, STREAMS.dirt + dirt.number, index);
  const isDirty = random.unit() < rate;
  return { kind: isDirty ? random.weighted(dirt.kinds).kind : 'clean', random };
}

/** Puts spaces of two sorts around one to three of the row's values. */
export function padFields(random: Random, fields: readonly string[]): readonly string[] {
  const padded = [...fields];
  for (let count = random.between(1, 3); count > 0; count -= 1) {
    const column = random.below(padded.length);
    const text = itemAt(padded, column);
    if (text !== '') padded[column] = random.pick(PADDINGS)(text);
  }
  return padded;
}

export function spoilFields(
  columns: readonly string[],
  fields: readonly string[],
  spoiler: Spoiler,
): readonly string[] {
  return fields.map((text, column) => (columns[column] === spoiler.column ? spoiler.text : text));
}

/** Another row of the same key, and whether it is written before the one to be known or after it. */
export interface Rival {
  readonly fields: readonly string[];
  readonly place: 'before' | 'after';
  /** It does not lose: the dimension keeps it as a version of an earlier time. */
  readonly isVersion?: boolean;
}

/** A row as it is to be known, and what its table can set beside it. */
export interface DirtyRow {
  readonly fields: readonly string[];
  readonly isParentLoaded: boolean;
  /** It adds to a member that another table makes known. */
  readonly isCompletion?: boolean;
  readonly rival: (random: Random) => Rival;
  /** The same row under another alias. */
  readonly twin?: () => readonly string[];
  /** A row of an order that is nowhere. */
  readonly orphan?: () => readonly string[];
}

/** Writes the row with its dirt, counts what a load will make of it, and says whether the row's key gets known. */
export function writeDirtyRow(
  file: TableFile,
  tally: FeedTally,
  dirt: TableDirt,
  draw: DirtDraw,
  row: DirtyRow,
): boolean {
  const { kind, random } = draw;
  if (kind === 'spoiled' || kind === 'malformed') {
    writeRefused(file, tally, dirt, draw, row.fields);
    return false;
  }
  if (row.isCompletion === true) tally.completion();
  else tally.winner(row.isParentLoaded);
  if (kind === 'version') {
    const rival = row.rival(random);
    writeVersions(file, row.fields, rival, random);
    if (rival.isVersion === true) tally.version();
    else tally.superseded();
    return true;
  }
  file.write(kind === 'padded' ? padFields(random, row.fields) : row.fields);
  if (kind !== 'padded') writeCompanion(file, tally, draw, row);
  return true;
}

function writeRefused(
  file: TableFile,
  tally: FeedTally,
  dirt: TableDirt,
  draw: DirtDraw,
  fields: readonly string[],
): void {
  if (draw.kind === 'malformed') {
    file.writeBroken(fields);
    tally.quarantined('malformed_row');
    return;
  }
  const spoiler = draw.random.weighted(dirt.spoilers);
  file.write(spoilFields(file.columns, fields, spoiler));
  tally.quarantined(spoiler.code);
}

export function writeVersions(file: TableFile, fields: readonly string[], rival: Rival, random: Random): void {
  const isWinnerLast = rival.place === 'before';
  file.write(isWinnerLast ? rival.fields : fields);
  file.writeLater(isWinnerLast ? fields : rival.fields, random.between(1, 40));
}

function writeCompanion(file: TableFile, tally: FeedTally, { kind, random }: DirtDraw, row: DirtyRow): void {
  if (kind === 'blank') {
    file.writeBlank();
    tally.blank();
  } else if (kind === 'duplicate') {
    file.writeLater(row.fields, random.between(1, 40));
    tally.duplicate();
  } else if (kind === 'alias' && row.twin !== undefined) {
    file.writeLater(row.twin(), random.between(1, 40));
    tally.unchanged();
  } else if (kind === 'orphan' && row.orphan !== undefined) {
    file.write(row.orphan());
    tally.winner(false);
  }
}
