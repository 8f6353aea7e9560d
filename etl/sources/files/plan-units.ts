import type { KnownUnit, PlannedUnit, SkippedUnit } from '../../../core/ports/source.ts';
import type { HashedFile } from './input-file.ts';

export interface PlanRequest {
  /** By path. */
  readonly files: readonly HashedFile[];
  readonly known: readonly KnownUnit[];
  readonly full: boolean;
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
 * Each content once. A path stands for its newest known version: other content there is a new version, also
 * when an older version came back, because the warehouse then holds the newer one's values.
 */
export function planUnits(request: PlanRequest): UnitPlan {
  const latest = latestByPath(request.known);
  const pathByHash = new Map(request.known.map((unit) => [unit.contentHash, unit.path]));
  const again: FileToRead[] = [];
  const fresh: FileToRead[] = [];
  const skipped: SkippedUnit[] = request.full ? goneUnits(latest, request.files) : [];
  for (const file of request.files) {
    const known = latest.get(file.path);
    const twin = pathByHash.get(file.contentHash);
    if (known?.contentHash === file.contentHash) {
      if (request.full) again.push(fileToRead(file, known.sourceId));
    } else if (twin !== undefined && twin !== file.path) {
      skipped.push({ path: file.path, note: `same content as ${twin}` });
    } else {
      fresh.push(fileToRead(file, request.nextSourceId + fresh.length));
      pathByHash.set(file.contentHash, file.path);
      if (request.full && known !== undefined) skipped.push(replaced(known));
    }
  }
  again.sort((a, b) => a.unit.sourceId - b.unit.sourceId);
  return { toRead: [...again, ...fresh], skipped };
}

function latestByPath(known: readonly KnownUnit[]): ReadonlyMap<string, KnownUnit> {
  const latest = new Map<string, KnownUnit>();
  for (const unit of known) {
    const other = latest.get(unit.path);
    if (other === undefined || other.sourceId < unit.sourceId) latest.set(unit.path, unit);
  }
  return latest;
}

function goneUnits(latest: ReadonlyMap<string, KnownUnit>, files: readonly HashedFile[]): SkippedUnit[] {
  const present = new Set(files.map((file) => file.path));
  return [...latest.keys()]
    .filter((path) => !present.has(path))
    .flatMap((path) => {
      const goneSourceId = latest.get(path)?.sourceId;
      const note = 'was loaded earlier and is gone now; its rows stay as they are';
      return goneSourceId === undefined ? [] : [{ path, note, goneSourceId }];
    });
}

function replaced(known: KnownUnit): SkippedUnit {
  const note = 'its earlier content is gone; the new content is read as a new version';
  return { path: known.path, note, goneSourceId: known.sourceId };
}

function fileToRead(file: HashedFile, sourceId: number): FileToRead {
  return { file, unit: { path: file.path, bytes: file.bytes, contentHash: file.contentHash, sourceId } };
}
