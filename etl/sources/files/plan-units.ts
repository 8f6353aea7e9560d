import type { KnownUnit, PlannedUnit, SkippedUnit } from '../../../core/ports/source.ts';
import type { HashedFile } from './input-file.ts';

export interface PlanRequest {
  /** By path. */
  readonly files: readonly HashedFile[];
  readonly known: readonly KnownUnit[];
  readonly full: boolean;
  /** Each file is the whole entity, so what they say depends on their order in time. */
  readonly isComplete: boolean;
  readonly nextSourceId: number;
}

export interface FileToRead {
  readonly file: HashedFile;
  readonly unit: PlannedUnit;
}

export interface UnitPlan {
  readonly toRead: readonly FileToRead[];
  readonly skipped: readonly SkippedUnit[];
}

/**
 * Each content once. A path stands for its newest known version: other content there is a new version, also when an
 * older version or a copy of another file came back, because the warehouse then holds the newer one's values. A new
 * path with known content is a renamed file or a copy; `full` reads it in the place of the content it stands for,
 * unless that is read under its own path. A complete file that is newer than all others and not like the newest says
 * anew what there is, even if an older one said the same.
 */
export function planUnits(request: PlanRequest): UnitPlan {
  const plan = new Plan(request);
  const files = request.isComplete ? request.files.toSorted((a, b) => a.modifiedMs - b.modifiedMs) : request.files;
  for (const file of files) plan.place(file);
  return plan.result();
}

class Plan {
  readonly #request: PlanRequest;
  readonly #latest: ReadonlyMap<string, KnownUnit>;
  /** Newest known unit of each content. */
  readonly #byHash: ReadonlyMap<string, KnownUnit>;
  readonly #newest: KnownUnit | undefined;
  readonly #again = new Map<number, FileToRead>();
  readonly #fresh: FileToRead[] = [];
  readonly #skipped: SkippedUnit[] = [];

  constructor(request: PlanRequest) {
    this.#request = request;
    this.#latest = newestBy(request.known, (unit) => unit.path);
    this.#byHash = newestBy(request.known, (unit) => unit.contentHash);
    this.#newest = request.known.toSorted((a, b) => a.sourceId - b.sourceId).at(-1);
  }

  place(file: HashedFile): void {
    const known = this.#latest.get(file.path);
    if (known?.contentHash === file.contentHash) {
      if (this.#request.full) this.#again.set(known.sourceId, fileToRead(file, known.sourceId, known));
    } else if (known !== undefined || this.#isNewState(file) || !this.#placeCopy(file)) {
      this.#fresh.push(fileToRead(file, this.#request.nextSourceId + this.#fresh.length));
    }
  }

  #isNewState({ contentHash, modifiedMs }: HashedFile): boolean {
    const newest = this.#fresh.at(-1)?.unit ?? this.#newest;
    if (!this.#request.isComplete || newest === undefined) return false;
    return contentHash !== newest.contentHash && modifiedMs > (newest.modifiedMs ?? modifiedMs);
  }

  /** Whether the content of a file at a new path is known already, or new but in the plan under another path. */
  #placeCopy(file: HashedFile): boolean {
    const fresh = this.#fresh.find(({ unit }) => unit.contentHash === file.contentHash);
    const twin = this.#byHash.get(file.contentHash);
    const path = twin?.path ?? fresh?.unit.path;
    if (path === undefined) return false;
    if (this.#request.full && twin !== undefined && !this.#isReadElsewhere(twin)) {
      this.#again.set(twin.sourceId, fileToRead(file, twin.sourceId, twin));
    } else {
      const had = this.#holds(path) === file.contentHash ? '' : ' had before';
      this.#skipped.push({ path: file.path, note: `same content as ${path}${had}` });
    }
    return true;
  }

  /** The content at a path; of a file that is gone, the last that was known. */
  #holds(path: string): string | undefined {
    return (this.#request.files.find((file) => file.path === path) ?? this.#latest.get(path))?.contentHash;
  }

  #isReadElsewhere(twin: KnownUnit): boolean {
    const { files } = this.#request;
    const isInPlace = files.some(
      ({ path, contentHash }) =>
        contentHash === twin.contentHash && this.#latest.get(path)?.contentHash === contentHash,
    );
    return isInPlace || this.#again.has(twin.sourceId);
  }

  result(): UnitPlan {
    const again = [...this.#again.values()].toSorted((a, b) => a.unit.sourceId - b.unit.sourceId);
    const gone = this.#request.full ? goneUnits(this.#request) : [];
    return { toRead: [...again, ...this.#fresh], skipped: [...gone, ...this.#skipped] };
  }
}

function newestBy(known: readonly KnownUnit[], keyOf: (unit: KnownUnit) => string): ReadonlyMap<string, KnownUnit> {
  return new Map(known.toSorted((a, b) => a.sourceId - b.sourceId).map((unit) => [keyOf(unit), unit]));
}

/** Known contents that no file has any more. */
function goneUnits({ known, files }: PlanRequest): readonly SkippedUnit[] {
  const present = new Set(files.map((file) => file.contentHash));
  const paths = new Set(files.map((file) => file.path));
  return known
    .filter((unit) => !present.has(unit.contentHash))
    .map(({ path, sourceId }) => {
      const what = paths.has(path) ? 'an earlier content of it' : 'was loaded earlier and';
      return { path, note: `${what} is gone now; its rows stay as they are`, goneSourceId: sourceId };
    });
}

function fileToRead(file: HashedFile, sourceId: number, known?: KnownUnit): FileToRead {
  const modifiedMs = known?.modifiedMs ?? Math.trunc(file.modifiedMs);
  return { file, unit: { path: file.path, bytes: file.bytes, contentHash: file.contentHash, modifiedMs, sourceId } };
}
