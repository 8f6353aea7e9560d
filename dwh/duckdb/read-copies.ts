import { constants, type Stats } from 'node:fs';
import { chmod, copyFile, mkdir, open, readdir, rename, rm, stat, unlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_MEMORY_LIMIT_MB } from '../../core/config/schema.ts';
import { copyFolder, copyName, makerOf, partialName, takenAtOf } from './copy-names.ts';
import { holdWholeFile } from './hold-whole-file.ts';
import { unlessRefused } from './system-error.ts';

export interface ReadCopy {
  readonly path: string;
  readonly takenAt: Date;
}

/** In the order in which they come. */
export type CopyStep = 'held' | 'copying' | 'copied' | 'published' | 'pruned';

export interface PublishRequest {
  /** How many copies are left at the end, the new one included; at least 1. */
  readonly keep: number;
  readonly now: Date;
  readonly onStep?: (step: CopyStep) => void;
}

/** All of the bytes, under a name for the time being. */
interface PartialCopy extends ReadCopy {
  readonly partial: string;
  readonly like: Stats;
}

/** Says that the warehouse has changed since the newest copy, or may have. */
const DUE = 'copy-due';
/** Longer than any copying without a sign of life takes; younger rests of other machines may be at work. */
const REST_AFTER_MS = 3_600_000;
/** `chmod a-w`: a tool that opens a copy for writing would lock other readers out, and change what the copy shows. */
const WRITABLE = 0o222;

function isRunning(pid: number): boolean {
  if (pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}

async function orRemove(partial: string, work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    await unlessRefused(() => rm(partial, { force: true }), undefined);
    throw error;
  }
}

/** Makes what is copied durable, and gives it the time by which it will be known for a copy of the present state. */
async function finish(partial: string, { atime, mtime, mode }: Stats): Promise<void> {
  const handle = await open(partial, 'r+');
  await handle.sync().finally(() => handle.close());
  await utimes(partial, atime, mtime);
  await chmod(partial, mode & ~WRITABLE);
}

/** Makes a rename durable where the system lets a folder be opened for that, which Windows does not. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
}

/**
 * The copies of a warehouse file that others read, in the folder beside it. Each has a name of its own, bears it only
 * when it is whole, and never changes after.
 */
export class DuckDbReadCopies {
  readonly folder: string;
  readonly #file: string;
  readonly #memoryMb: number;

  /** `memoryMb` is what DuckDB may hold while it takes in what a killed process left. */
  constructor(file: string, memoryMb = DEFAULT_MEMORY_LIMIT_MB) {
    this.#file = file;
    this.#memoryMb = memoryMb;
    this.folder = copyFolder(file);
  }

  /** Whole copies, newest first. */
  async list(): Promise<readonly ReadCopy[]> {
    const copies = (await this.#names()).flatMap((name) => {
      const takenAt = takenAtOf(this.#file, name);
      return takenAt === null ? [] : [{ path: join(this.folder, name), takenAt }];
    });
    return copies.toSorted((a, b) => b.takenAt.getTime() - a.takenAt.getTime());
  }

  /** Whether changes wait to be copied: noted with `noteDue` and not published since, or there is no copy at all. */
  async isDue(): Promise<boolean> {
    return (await this.#names()).includes(DUE) || (await this.list()).length === 0;
  }

  /** A note that outlives the process, so that what a killed one has changed is copied all the same. */
  async noteDue(): Promise<void> {
    await mkdir(this.folder, { recursive: true });
    await writeFile(join(this.folder, DUE), '');
  }

  async forgetDue(): Promise<void> {
    await rm(join(this.folder, DUE), { force: true });
  }

  /**
   * Copies the file under a new name and removes copies that are too old; one that a reader holds on Windows is left
   * for the next time. This process must not have the file open.
   *
   * @throws {WarehouseLockedError} another process writes to the file.
   * @throws {WarehouseUnreadableError} there is no such file, or it is damaged.
   * @throws an error of the system, with its code, where it refuses to write the copy; nothing of it is left then.
   */
  async publish({ keep, now, onStep = () => {} }: PublishRequest): Promise<ReadCopy> {
    const { path, takenAt, partial, like } = await this.#copy(now, onStep);
    await orRemove(partial, async () => {
      await finish(partial, like);
      onStep('copied');
      await rename(partial, path);
    });
    await unlessRefused(() => syncFolder(this.folder), undefined);
    onStep('published');
    await unlessRefused(() => this.forgetDue(), undefined);
    await this.#prune(keep);
    onStep('pruned');
    return { path, takenAt };
  }

  /** For a warehouse that is built anew. What a reader holds on Windows is left. */
  async removeAll(): Promise<void> {
    await this.#prune(0);
    await unlessRefused(() => this.forgetDue(), undefined);
  }

  /**
   * The lock on the file lasts as long as `copyFile` needs: it opens the file once, and when it closes it, the process has
   * lost its lock on Linux and macOS, but has all of the file. So nothing else may open the file here, and it is one
   * call, which clones the file where the file system can, and cannot be cancelled.
   */
  async #copy(now: Date, onStep: (step: CopyStep) => void): Promise<PartialCopy> {
    const held = await holdWholeFile(this.#file, this.#memoryMb);
    try {
      onStep('held');
      await mkdir(this.folder, { recursive: true });
      await this.#sweep(now);
      const takenAt = await this.#nextInstant(now);
      const path = join(this.folder, copyName(this.#file, takenAt));
      const partial = partialName(path, process.pid);
      const like = await stat(this.#file);
      await orRemove(partial, async () => {
        const copying = copyFile(this.#file, partial, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE);
        onStep('copying');
        await copying;
      });
      return { path, takenAt, partial, like };
    } finally {
      held.close();
    }
  }

  /** A clock that was set back must not make the new copy look older than the last one. */
  async #nextInstant(now: Date): Promise<Date> {
    const [newest] = await this.list();
    return new Date(Math.max(now.getTime(), (newest?.takenAt.getTime() ?? 0) + 1));
  }

  async #prune(keep: number): Promise<void> {
    for (const { path } of (await this.list()).slice(keep)) await unlessRefused(() => unlink(path), undefined);
  }

  /** Removes what killed processes left: copies that never became whole, and what readers of removed copies spilled. */
  async #sweep(now: Date): Promise<void> {
    const names = await this.#names();
    for (const name of names) {
      const isSpilled = name.endsWith('.duckdb.tmp') && !names.includes(name.slice(0, -'.tmp'.length));
      const maker = makerOf(name);
      if (maker === null && !isSpilled) continue;
      await unlessRefused(() => this.#sweepOne(join(this.folder, name), maker, now), undefined);
    }
  }

  async #sweepOne(path: string, maker: number | null, now: Date): Promise<void> {
    // Not the time of the last change, which a copy takes over from the file just before it is whole.
    const isOld = now.getTime() - (await stat(path)).ctimeMs > REST_AFTER_MS;
    if (isOld || (maker !== null && !isRunning(maker))) await rm(path, { recursive: true, force: true });
  }

  async #names(): Promise<readonly string[]> {
    try {
      return await readdir(this.folder);
    } catch (cause) {
      if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return [];
      throw cause;
    }
  }
}
