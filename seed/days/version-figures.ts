import { isoTime } from '../calendar.ts';
import type { DimensionTruth } from '../shop-truth.ts';

/** Versions of the members of one dimension, in short. */
export interface VersionTruth {
  /** Members by their number of versions. */
  readonly members_by_versions: Readonly<Record<string, number>>;
  /** Some members with more than one version, and from when each version is valid. */
  readonly sample: readonly { readonly key: string; readonly valid_from_utc: readonly string[] }[];
}

/** Members of the sample: enough to look at, few enough to keep. */
const SAMPLE = 40;

/** Counts members and versions of one dimension. */
export class VersionFigures {
  #members = 0;
  #versions = 0;
  #inferred = 0;
  readonly #byVersions = new Map<number, number>();
  readonly #sample: { key: string; valid_from_utc: readonly string[] }[] = [];

  add(key: string, starts: readonly number[], isInferred: boolean): void {
    this.#count(1, starts.length, isInferred);
    if (starts.length > 1 && this.#sample.length < SAMPLE) {
      this.#sample.push({ key, valid_from_utc: starts.map((ms) => isoTime(ms)) });
    }
  }

  /** Members of whom there is nothing but their key. */
  addBare(members: number): void {
    this.#count(members, 1, true);
  }

  get dimension(): DimensionTruth {
    return { members: this.#members, versions: this.#versions, inferred: this.#inferred };
  }

  get truth(): VersionTruth {
    const sorted = [...this.#byVersions].sort(([a], [b]) => a - b);
    return { members_by_versions: Object.fromEntries(sorted), sample: this.#sample };
  }

  #count(members: number, versions: number, isInferred: boolean): void {
    if (members === 0) return;
    this.#members += members;
    this.#versions += members * versions;
    if (isInferred) this.#inferred += members;
    this.#byVersions.set(versions, (this.#byVersions.get(versions) ?? 0) + members);
  }
}
