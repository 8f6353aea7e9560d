/** Where a command writes. Results go to `out`, progress and remarks to `err`, so that results can be piped. */
export interface Terminal {
  readonly isInteractive: boolean;
  readonly columns: number;
  out(text: string): void;
  err(text: string): void;
  /** Replaces the last progress line; only called when interactive. */
  progress(text: string): void;
  clearProgress(): void;
}

interface Stream {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

export function createTerminal(out: Stream, err: Stream): Terminal {
  const isInteractive = err.isTTY === true;
  const columns = out.columns ?? 100;
  let hasProgress = false;
  const clearProgress = (): void => {
    if (hasProgress) err.write('\r\x1b[2K');
    hasProgress = false;
  };
  return {
    isInteractive,
    columns,
    out: (text) => {
      clearProgress();
      out.write(`${text}\n`);
    },
    err: (text) => {
      clearProgress();
      err.write(`${text}\n`);
    },
    progress: (text) => {
      err.write(`\r\x1b[2K${text.slice(0, columns - 1)}`);
      hasProgress = true;
    },
    clearProgress,
  };
}
