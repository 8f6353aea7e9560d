import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';

/** Whether the system lets a folder be opened to make its entries durable; Windows does so by itself. */
const SYNCS_FOLDERS = process.platform !== 'win32';

async function sync(path: string, flags: 'r' | 'r+'): Promise<void> {
  const handle = await open(path, flags);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** What is in the file survives a loss of power from here on. */
export function syncFile(path: string): Promise<void> {
  return sync(path, 'r+');
}

/** New names in the folder survive a loss of power from here on. */
export async function syncFolder(path: string): Promise<void> {
  if (SYNCS_FOLDERS) await sync(path, 'r');
}

/** Makes a folder, and with it all above it, durable. */
export async function makeFolder(path: string): Promise<void> {
  const first = await mkdir(path, { recursive: true });
  if (first !== undefined) await syncFolder(dirname(first));
}

/** SHA-256, hex, and size. */
export async function hashFile(path: string, signal?: AbortSignal): Promise<{ sha256: string; bytes: number }> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of createReadStream(path, { highWaterMark: 256 * 1024, signal })) {
    hash.update(block);
    bytes += block.length;
  }
  return { sha256: hash.digest('hex'), bytes };
}

/** Writes a small file that is there as a whole or not at all. */
export async function writeDurably(path: string, text: string): Promise<void> {
  const temporary = `${path}.tmp`;
  await writeFile(temporary, text);
  await syncFile(temporary);
  await rename(temporary, path);
  await syncFolder(dirname(path));
}
