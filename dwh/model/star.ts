import type { SqlType, Storage } from './table.ts';

/** Finds a dimension's key by its natural key. */
export interface DimensionLookup {
  readonly kind: 'dimension';
  readonly column: string;
  readonly description: string;
  readonly dimension: string;
  /** Staged columns, in the order of the dimension's natural key. */
  readonly from: readonly string[];
  /** Staged column that holds the dimension's alias, used where `from` is empty. */
  readonly alias?: string;
  /** Instant at which the version is looked up; a staged column, or `parent.<column>`. */
  readonly asOf?: string;
}

/** The `yyyymmdd` key of a staged local date; -1 when it is empty. */
export interface DateLookup {
  readonly kind: 'date';
  readonly column: string;
  readonly description: string;
  readonly from: string;
}

/** A column taken over from the parent fact, and kept in step with it. */
export interface ParentCopy {
  readonly kind: 'parent';
  readonly column: string;
  readonly description: string;
  readonly type: SqlType;
  readonly from: string;
}

/** A contract column, typed as the contract says. */
export interface Copy {
  readonly kind: 'copy';
  readonly column: string;
}

/** Portable T-SQL over staged columns, which it names with the prefix `s.`. */
export interface Derived {
  readonly kind: 'derived';
  readonly column: string;
  readonly description: string;
  readonly type: SqlType;
  readonly sql: string;
}

export type LoadedColumn = DimensionLookup | DateLookup | ParentCopy | Copy | Derived;

/** What makes versions of a member. Other columns are type 1: all versions show the newest value. */
export interface Versions {
  /** A change of one of these begins a version. */
  readonly tracked: readonly string[];
  /** Begin no version, and belong to one: each shows the last value of its own time, as a postal code does of a city. */
  readonly carried: readonly string[];
}

/** A second entity that tells of the members of a dimension with history: more attributes, with changes of their own. */
export interface DimensionPart {
  readonly entity: string;
  readonly columns: readonly Copy[];
  readonly versions: Versions;
}

export interface Dimension {
  readonly kind: 'dimension';
  readonly name: string;
  readonly description: string;
  /** Contract columns. Missing parts of a key of several columns are stored as the empty text. */
  readonly naturalKey: readonly string[];
  /** What loads it; without an entity, members are collected from the facts that name them. */
  readonly entity: string | null;
  readonly columns: readonly LoadedColumn[];
  /** A row a version, and facts look the version up as of their own time; null where a change overwrites. */
  readonly versions: Versions | null;
  readonly parts: readonly DimensionPart[];
  /** A bridge `dim.<name>_alias` from alias to natural key is kept. */
  readonly alias: string | null;
}

/** A dimension whose members are listed by the model and collected from facts. */
export interface CollectedDimension extends Dimension {
  readonly entity: null;
  readonly attributes: readonly CollectedAttribute[];
  /** Natural key value followed by the attribute values, as T-SQL literals. */
  readonly members: readonly (readonly [string, ...string[]])[];
}

export interface CollectedAttribute {
  readonly name: string;
  readonly type: SqlType;
  readonly description: string;
  /** T-SQL literal for members nobody listed. */
  readonly otherwise: string;
}

export interface Fact {
  readonly kind: 'fact';
  readonly name: string;
  readonly description: string;
  readonly grain: string;
  readonly entity: string;
  readonly naturalKey: readonly string[];
  /** Integer key by which other facts and reports refer to a row. */
  readonly surrogateKey: string | null;
  /** Parent fact, joined by the contract's parent columns. */
  readonly parent: string | null;
  readonly storage: Storage;
  readonly columns: readonly LoadedColumn[];
}
