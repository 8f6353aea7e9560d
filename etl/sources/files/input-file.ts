/** A file on disk as it was when it was found; a file that differs later is not read. */
export interface InputFile {
  readonly absolutePath: string;
  /** Relative to the source's directory, with `/` on every system: the name in ledger and messages. */
  readonly path: string;
  readonly diskBytes: number;
  readonly modifiedMs: number;
}

/** A file and the identity of what it holds. Gzip is taken off first: packing a file changes nothing in it. */
export interface HashedFile extends InputFile {
  readonly bytes: number;
  readonly contentHash: string;
}
