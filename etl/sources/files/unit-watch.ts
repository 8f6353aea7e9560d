import type { Problem } from '../../../core/chunk.ts';
import type { ExtractedChunk, Feed, PlannedUnit } from '../../../core/ports/source.ts';
import { type ChangeKind, type ContractMode, columnLabel, type SchemaChange } from '../../../core/schema-change.ts';
import { isVitalColumn } from '../../edge/vital-columns.ts';
import { count, isTypeProblem, quoteAll } from './change-words.ts';
import { contractColumnsOf, fileColumnOf } from './mapped-columns.ts';

/**
 * Refused values of a column, none typed beside them, that speak of another type and not of dirt: fewer are what any
 * small file may hold.
 */
const MIN_REFUSED_VALUES = 10;

interface Emptied {
  rows: number;
  readonly sample: string;
}

/** Gathers how one file differs from those before it, and how many of its rows that concerned. */
export class UnitWatch {
  readonly #feed: Feed;
  readonly #unit: PlannedUnit;
  readonly #found: Omit<SchemaChange, 'sourceId' | 'path'>[] = [];
  readonly #lacking: string[] = [];
  readonly #refusable = new Map<string, boolean>();
  readonly #emptied = new Map<string, Emptied>();
  /** Refused rows by file column. */
  readonly #unexpected = new Map<string, number>();
  readonly #missing = new Map<string, number>();
  /** Refused values by contract column. */
  readonly #untyped = new Map<string, number>();
  readonly #typed = new Set<string>();
  #rows = 0;

  constructor(feed: Feed, unit: PlannedUnit) {
    this.#feed = feed;
    this.#unit = unit;
  }

  /** The file has a column that is new, and it is let pass. */
  foundNew(column: string): void {
    const description = `has the new column ${quoteAll([column])}, which is not mapped and not loaded`;
    this.#take('new_column', column, this.#feed.modes.newColumns, null, description);
  }

  /** The file has a column that is new, and rows with a value there are refused; `isNews` says it even if there are none. */
  foundUnexpected(column: string, isNews: boolean): void {
    this.#refusable.set(columnLabel(column), isNews);
  }

  /** The file lacks a mapped column, and goes on without it. */
  foundLacking(column: string): void {
    this.#lacking.push(column);
  }

  /** The file has a column in a type that it never had. */
  foundType(column: string, before: readonly string[], now: string): void {
    const description = `has the column ${quoteAll([column])} as ${now}, which was ${before.join(' or ')} before`;
    this.#take('changed_type', column, this.#feed.modes.changedTypes, null, description);
  }

  /** A value that could not be typed was left empty. `column` is one of the contract. */
  leftEmpty(column: string, rowNumber: number, detail: string): void {
    const emptied = this.#emptied.get(column);
    if (emptied === undefined) this.#emptied.set(column, { rows: 1, sample: `row ${rowNumber}: ${detail}` });
    else emptied.rows++;
  }

  add({ chunk, rejected }: ExtractedChunk): void {
    this.#rows += chunk.rowCount;
    for (const { name, values } of chunk.columns) {
      // Nearly always the first value tells, so this costs nothing beside the typing of a chunk.
      if (!this.#typed.has(name) && values.some((value) => value !== null)) this.#typed.add(name);
    }
    for (const { problems } of rejected) this.#addRefused(problems);
  }

  #addRefused(problems: readonly Problem[]): void {
    for (const { column, code } of problems) {
      if (column === null) continue;
      if (code === 'unexpected_column') increase(this.#unexpected, column);
      else if (isTypeProblem(code)) increase(this.#untyped, column);
    }
    const lacking = problems.filter(({ code }) => code === 'column_missing');
    // One column of the file may stand for several of the contract.
    for (const name of new Set(lacking.map(({ column }) => this.#fileColumn(column ?? '')))) {
      increase(this.#missing, name);
    }
  }

  #fileColumn(contractColumn: string): string {
    return fileColumnOf(this.#feed, contractColumn) ?? contractColumn;
  }

  /** All of it, when the file has been read. */
  finish(): readonly SchemaChange[] {
    this.#finishUnexpected();
    for (const column of this.#lacking) this.#finishLacking(column);
    for (const [column, rows] of this.#missing) {
      const description = `lacks the mapped column ${quoteAll([column])}: ${count(rows, 'row')} refused`;
      this.#take('missing_column', column, this.#feed.modes.missingColumns, rows, description);
    }
    this.#finishTypes();
    const { sourceId, path } = this.#unit;
    return this.#found.map((change) => ({ sourceId, path, ...change }));
  }

  #finishUnexpected(): void {
    for (const [column, isNews] of this.#refusable) {
      const rows = this.#unexpected.get(column) ?? 0;
      if (rows === 0 && !isNews) continue;
      const what = rows === 0 ? 'no row has a value there' : `${count(rows, 'row')} with a value there refused`;
      const description = `has the new column ${quoteAll([column])}: ${what}`;
      this.#take('new_column', column, this.#feed.modes.newColumns, rows, description);
    }
  }

  #finishLacking(column: string): void {
    const fed = contractColumnsOf(this.#feed, column);
    const isVital = fed.some((one) => isVitalColumn(this.#feed.contract, one));
    const hasDefault = fed.some((one) => one.default !== undefined);
    const what = isVital
      ? 'no row has a value there'
      : `${count(this.#rows, 'row')} loaded with ${hasDefault ? 'its default' : 'nothing'} there, also where the warehouse had a value`;
    const description = `lacks the mapped column ${quoteAll([column])}: ${what}`;
    this.#take('missing_column', column, this.#feed.modes.missingColumns, this.#rows, description);
  }

  #finishTypes(): void {
    const mode = this.#feed.modes.changedTypes;
    for (const [name, { rows, sample }] of this.#emptied) {
      const column = this.#fileColumn(name);
      const description = `has values in the column ${quoteAll([column])} that are not of the type of ${name}: ${rows} left empty`;
      this.#take('changed_type', column, mode, rows, description, sample);
    }
    for (const [name, rows] of this.#untyped) {
      if (rows < MIN_REFUSED_VALUES || this.#typed.has(name)) continue;
      const column = this.#fileColumn(name);
      const description = `has no value in the column ${quoteAll([column])} that is of the type of ${name}: ${count(rows, 'row')} refused`;
      this.#take('changed_type', column, 'quarantine', rows, description);
    }
  }

  #take(
    kind: ChangeKind,
    column: string,
    mode: ContractMode,
    rows: number | null,
    description: string,
    sample: string | null = null,
  ): void {
    this.#found.push({ column: columnLabel(column), kind, mode, rows, description, sample });
  }
}

function increase(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
