/** Where a command writes. Results go to `out`, progress and remarks to `err`, so that results can be piped. */
export interface Terminal {
  /** Whether a person watches the progress. */
  readonly isInteractive: boolean;
  /** Width that results may take; infinite when they go to a file or a pipe. */
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Replaces the last progress line; only called when interactive. */
  progress(text: string): void;
  clearProgress(): void;
}

export interface TerminalStream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** A terminal that does not tell its width, which some report as 0. */
const DEFAULT_COLUMNS = 100;
const CLEAR_LINE = '\r\x1b[2K';

function widthOf(stream: TerminalStream): number {
  return stream.columns === undefined || stream.columns === 0 ? DEFAULT_COLUMNS : stream.columns;
}

export function createTerminal(out: TerminalStream, err: TerminalStream): Terminal {
  let hasProgress = false;
  const clearProgress = (): void => {
    if (hasProgress) err.write(CLEAR_LINE);
    hasProgress = false;
  };
  return {
    isInteractive: err.isTTY === true,
    columns: out.isTTY === true ? widthOf(out) : Number.POSITIVE_INFINITY,
    out: (text) => {
      clearProgress();
      out.write(`${text}\n`);
    },
    err: (text) => {
      clearProgress();
      err.write(`${text}\n`);
    },
    progress: (text) => {
      err.write(`${CLEAR_LINE}${text.slice(0, widthOf(err) - 1)}`);
      hasProgress = true;
    },
    clearProgress,
  };
}
