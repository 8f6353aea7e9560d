import type { Problem } from '../../../core/chunk.ts';
import { MISSING_FORM, REFUSED_FORM, TEXT_FORM } from '../../../core/schema-change.ts';
import { tooManyNote } from './change-words.ts';
import { missingFieldFrozen, newColumnsFrozen } from './frozen-errors.ts';
import type { UnitRequest } from './prepared-unit.ts';
import { missingProblems, unexpectedProblem, valueFinder } from './row-guard.ts';

type Fields = ReadonlyMap<string, string | null>;

/**
 * Holds the fields of each row against the mapping and the files before. A file of JSON lines does not say at its start
 * which fields it has, so the contract is kept row by row, in the one pass.
 */
export class JsonShape {
  readonly #request: UnitRequest;
  readonly #mapped: readonly string[];
  readonly #expected: ReadonlySet<string>;
  readonly #isFirstFile: boolean;
  readonly #isFilled: (field: string | null | undefined) => boolean;
  /** Fields that this file has shown and that need no second look. */
  readonly #familiar = new Set<string>();
  readonly #refused = new Set<string>();
  readonly #mayLack: boolean;
  /** Mapped fields that the file has not shown yet. */
  #unmet: number;
  #freshCount = 0;
  #hasMore = false;
  #hasRows = false;

  constructor(request: UnitRequest, mapped: readonly string[]) {
    this.#request = request;
    this.#mapped = mapped;
    this.#expected = new Set([...mapped, ...(request.feed.config.ignoreColumns ?? [])]);
    this.#mayLack = request.feed.modes.missingColumns === 'evolve';
    this.#unmet = mapped.length;
    this.#isFirstFile = request.columns.isEmpty;
    this.#isFilled = valueFinder(request.feed);
  }

  /** Whether a row of `size` fields, `found` of which are mapped, needs no check: it has no other, and they are met. */
  isUsual(found: number, size: number): boolean {
    return found === size && this.#unmet === 0 && (this.#mayLack || found === this.#mapped.length);
  }

  /**
   * What is wrong with the fields that a row has; undefined when nothing is, which is soon seen.
   *
   * @throws {ContractFrozenError} the row has a new field or lacks a mapped one, and the contract forbids it.
   */
  check(fields: Fields, rowNumber: number): readonly Problem[] | undefined {
    this.#hasRows = true;
    let problems: Problem[] | undefined;
    for (const name of fields.keys()) {
      if (this.#familiar.has(name) || !this.#isRefused(name, fields, rowNumber)) continue;
      problems ??= [];
      problems.push(unexpectedProblem(name));
    }
    return this.#mayLack ? problems : [...(problems ?? []), ...this.#lacking(fields, rowNumber)];
  }

  /** When the file has been read. */
  finish(): void {
    if (!this.#hasRows) return;
    const { columns, file, note, unit, watch } = this.#request;
    if (this.#hasMore) note(tooManyNote(file.path));
    const missing = this.#mapped.filter((name) => !this.#familiar.has(name));
    if (this.#mayLack) {
      for (const name of missing) if (!columns.isMissing(name)) watch.foundLacking(name);
    }
    columns.see(
      unit.sourceId,
      new Map([
        ...[...this.#familiar].map((name) => [name, TEXT_FORM] as const),
        ...[...this.#refused].map((name) => [name, REFUSED_FORM] as const),
        ...missing.map((name) => [name, MISSING_FORM] as const),
      ]),
    );
  }

  /** Meets a field that is not familiar: whether the row must be refused for it. */
  #isRefused(name: string, fields: Fields, rowNumber: number): boolean {
    const { columns, feed } = this.#request;
    const { newColumns } = feed.modes;
    if (this.#expected.has(name) || columns.isKnown(name)) {
      this.#familiar.add(name);
      if (this.#mapped.includes(name)) this.#unmet--;
      return false;
    }
    if (this.#isFirstFile || newColumns === 'evolve') {
      this.#letIn(name);
      return false;
    }
    if (newColumns === 'freeze') throw this.#newFields(fields, rowNumber);
    this.#noteRefused(name);
    return this.#isFilled(fields.get(name));
  }

  #letIn(name: string): void {
    const { columns, watch } = this.#request;
    if (this.#freshCount >= columns.room) {
      this.#hasMore = true;
      return;
    }
    this.#freshCount++;
    this.#familiar.add(name);
    if (!this.#isFirstFile) watch.foundNew(name);
  }

  #noteRefused(name: string): void {
    const { columns, watch } = this.#request;
    if (this.#refused.has(name)) return;
    if (this.#refused.size >= columns.room) {
      this.#hasMore = true;
      return;
    }
    this.#refused.add(name);
    watch.foundUnexpected(name, !columns.isRefused(name));
  }

  #newFields(fields: Fields, rowNumber: number): Error {
    const { columns, feed, file } = this.#request;
    const fresh = [...fields.keys()].filter((name) => !this.#expected.has(name) && !columns.isKnown(name));
    return newColumnsFrozen(feed, file.path, fresh, rowNumber);
  }

  #lacking(fields: Fields, rowNumber: number): readonly Problem[] {
    const { feed, file } = this.#request;
    const missing = this.#mapped.filter((name) => !fields.has(name));
    const [first] = missing;
    if (first !== undefined && feed.modes.missingColumns === 'freeze') {
      throw missingFieldFrozen(feed, file.path, first, rowNumber);
    }
    return missing.flatMap((name) => missingProblems(feed, name, 'row'));
  }
}
