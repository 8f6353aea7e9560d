/** What every part of the benchmark needs to know. */
export interface BenchRun {
  readonly repeat: number;
  /** A folder to write into; removed at the end. */
  readonly scratch: string;
  /** Raised by Ctrl-C: processes end, databases and files are removed. */
  readonly signal: AbortSignal;
}
