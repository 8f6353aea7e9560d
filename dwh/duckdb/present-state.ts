import { open, realpath, stat } from 'node:fs/promises';
import { unlessRefused } from './system-error.ts';

/** DuckDB's main header and the two headers it writes in turn, each with a counter that grows at every checkpoint. */
const HEADER_BYTES = 3 * 4096;

/** Node sets the time of a file to a part of a millisecond only. */
const SAME_INSTANT_MS = 2;

/** What DuckDB calls its logs: the first always, the others during a checkpoint and after one that was cut off. */
const LOGS = ['.wal', '.wal.checkpoint', '.wal.recovery'];

/**
 * Whether changes wait in a log beside the file, where a killed process leaves them: a read-only open replays them in
 * memory, and the file alone is not the whole state. Where the file is a link, DuckDB puts its logs beside its target.
 */
export async function hasLog(file: string): Promise<boolean> {
  const target = await realpath(file);
  for (const ending of LOGS) {
    const size = await unlessRefused(async () => (await stat(target + ending)).size, 0);
    if (size > 0) return true;
  }
  return false;
}

async function readHeader(file: string): Promise<Buffer> {
  const handle = await open(file, 'r');
  try {
    const { buffer, bytesRead } = await handle.read({ buffer: Buffer.alloc(HEADER_BYTES), position: 0 });
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/**
 * Whether `copy` holds what `file` holds now. Three things must be so: no changes wait in a log, the headers are the
 * same to the byte, and so are size and time of the last change, which a copy takes over. None would do alone: the
 * headers of two files that were built in the same steps from other rows are equal, and a time can be set by anybody.
 * A doubt, such as a file that cannot be looked at, is no.
 *
 * Never to be called in a process that has `file` open: closing any other descriptor of a file takes a process's locks
 * on it away on Linux and macOS.
 */
export function showsPresentState(file: string, copy: string): Promise<boolean> {
  return unlessRefused(async () => {
    if (await hasLog(file)) return false;
    const [present, copied] = [await stat(file), await stat(copy)];
    if (present.size !== copied.size || Math.abs(present.mtimeMs - copied.mtimeMs) >= SAME_INSTANT_MS) return false;
    return (await readHeader(file)).equals(await readHeader(copy));
  }, false);
}
