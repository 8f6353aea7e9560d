import type { Cell, ResultColumn, ResultSet } from '../core/ports/warehouse.ts';
import { cellText } from './figures.ts';

const NUMERIC: ReadonlySet<string> = new Set(['tinyint', 'smallint', 'int', 'bigint', 'decimal', 'float', 'real']);
/** Longest text a table cell shows; csv and json show everything. */
const MAX_CELL = 60;
const GAP = '  ';

/** Control characters could move the cursor or worse, so a terminal never gets one from the data. */
const CONTROL = /\p{Cc}/gu;
const WIDE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Emoji_Presentation}]/u;

/** One line of text that is safe to print. */
export function printable(text: string): string {
  return text.replace(/[\r\n\t]+/g, ' ').replace(CONTROL, '\uFFFD');
}

/** Columns of a terminal that a text takes: marks take none, East Asian characters and emoji two. */
function widthOf(text: string): number {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width += WIDE.test(character) ? 2 : 1;
  }
  return width;
}

function shorten(text: string, limit: number): string {
  if (widthOf(text) <= limit) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept) + widthOf(character) >= limit) break;
    kept += character;
  }
  return `${kept}…`;
}

function shown(value: Cell, limit: number): string {
  return value === null ? '' : shorten(printable(cellText(value)), limit);
}

interface TableColumn {
  readonly name: string;
  readonly isNumeric: boolean;
  readonly cells: readonly string[];
  readonly width: number;
}

function layOut(column: ResultColumn, values: readonly Cell[], limit: number): TableColumn {
  const name = shorten(printable(column.name), limit);
  const cells = values.map((value) => shown(value, limit));
  const width = cells.reduce((widest, cell) => Math.max(widest, widthOf(cell)), widthOf(name));
  return { name, isNumeric: NUMERIC.has(column.type), cells, width };
}

function pad(text: string, column: TableColumn): string {
  const padding = ' '.repeat(Math.max(0, column.width - widthOf(text)));
  return column.isNumeric ? padding + text : text + padding;
}

function renderBlock(columns: readonly TableColumn[], rowCount: number): string {
  const line = (textOf: (column: TableColumn) => string): string =>
    columns
      .map((column) => pad(textOf(column), column))
      .join(GAP)
      .trimEnd();
  const rule = columns.map((column) => '-'.repeat(column.width)).join(GAP);
  const rows = Array.from({ length: rowCount }, (_, row) => line((column) => column.cells[row] ?? ''));
  return [line((column) => column.name), rule, ...rows].join('\n');
}

/** Splits columns that do not fit beside each other; every block repeats the first column, which names the row. */
function intoBlocks(columns: readonly TableColumn[], maxWidth: number): readonly (readonly TableColumn[])[] {
  const [first, ...others] = columns;
  if (first === undefined) return [];
  const blocks: TableColumn[][] = [[first]];
  let width = first.width;
  for (const column of others) {
    const block = blocks.at(-1) ?? [];
    const needed = GAP.length + column.width;
    if (width + needed <= maxWidth || block.length === 1) {
      block.push(column);
      width += needed;
    } else {
      blocks.push([first, column]);
      width = first.width + needed;
    }
  }
  return blocks;
}

/**
 * Columns as wide as their widest cell, numbers to the right. What does not fit into `maxWidth` goes below, in
 * blocks that repeat the first column.
 */
export function renderTable(result: ResultSet, maxWidth = Number.POSITIVE_INFINITY): string {
  const limit = Math.min(MAX_CELL, Math.max(1, maxWidth));
  const columns = result.columns.map((column, index) =>
    layOut(
      column,
      result.rows.map((row) => row[index] ?? null),
      limit,
    ),
  );
  return intoBlocks(columns, maxWidth)
    .map((block) => renderBlock(block, result.rows.length))
    .join('\n\n');
}
