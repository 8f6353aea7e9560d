/** A statement in DuckDB's spelling. */
export interface Translated {
  readonly sql: string;
  /** Names without `@`; the text has them as `$name`. Every one must be bound. */
  readonly parameters: readonly string[];
}
