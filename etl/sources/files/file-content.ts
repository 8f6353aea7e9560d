import { createHash } from 'node:crypto';
import type { Stats } from 'node:fs';
import { type FileHandle, open, stat } from 'node:fs/promises';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { AppError, InterruptedError, SourceFileUnreadableError } from '../../../core/errors.ts';
import type { HashedFile, InputFile } from './input-file.ts';
import { systemErrorCode } from './system-error-code.ts';

/** Large enough that the cost per block is small, small enough to stay in the processor's cache. */
const BLOCK_BYTES = 256 * 1024;
const GZIP_MAGIC = 0x1f8b;

/**
 * Streams the content of a file; gzip is known by its first two bytes, not by the name.
 *
 * @throws {SourceFileUnreadableError} no permission, damaged or cut-short gzip, changed since it was found.
 * @throws {InterruptedError} the signal was raised.
 */
export async function* readContent(file: InputFile, signal: AbortSignal): AsyncGenerator<Buffer> {
  try {
    const handle = await open(file.absolutePath, 'r');
    try {
      assertUnchanged(file, await handle.stat());
      yield* streamContent(handle, signal);
      assertUnchanged(file, await handle.stat());
    } finally {
      await handle.close();
    }
  } catch (error) {
    if (signal.aborted) throw new InterruptedError(`Reading "${file.path}" was interrupted.`, { cause: error });
    throw translate(error, file);
  }
}

/** Reads the whole content once for its size and SHA-256, which also proves that a gzip is whole. */
export async function hashFile(file: InputFile, signal: AbortSignal): Promise<HashedFile> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const block of readContent(file, signal)) {
    hash.update(block);
    bytes += block.length;
  }
  return { ...file, bytes, contentHash: hash.digest('hex') };
}

async function* streamContent(handle: FileHandle, signal: AbortSignal): AsyncGenerator<Buffer> {
  const { bytesRead, buffer } = await handle.read(Buffer.alloc(2), 0, 2, 0);
  const isGzip = bytesRead === 2 && buffer.readUInt16BE(0) === GZIP_MAGIC;
  const blocks = readBlocks(handle, signal);
  if (!isGzip) {
    yield* blocks;
    return;
  }
  // An error on either side comes out of the iteration; the callback has nothing to add.
  const unpacked = pipeline(blocks, createGunzip({ chunkSize: BLOCK_BYTES }), () => {});
  try {
    for await (const block of unpacked) {
      signal.throwIfAborted();
      yield block;
    }
  } finally {
    unpacked.destroy();
  }
}

async function* readBlocks(handle: FileHandle, signal: AbortSignal): AsyncGenerator<Buffer> {
  for (let position = 0; ; ) {
    signal.throwIfAborted();
    const { bytesRead, buffer } = await handle.read(Buffer.allocUnsafeSlow(BLOCK_BYTES), 0, BLOCK_BYTES, position);
    if (bytesRead === 0) return;
    position += bytesRead;
    yield buffer.subarray(0, bytesRead);
  }
}

/**
 * For readers that open the file themselves.
 *
 * @throws {SourceFileUnreadableError} the file is not as it was when it was found.
 */
export async function assertUnchangedOnDisk(file: InputFile): Promise<void> {
  try {
    assertUnchanged(file, await stat(file.absolutePath));
  } catch (error) {
    throw translate(error, file);
  }
}

/** A file that is still being written would be hashed in one state and read in another. */
function assertUnchanged(file: InputFile, { size, mtimeMs }: Stats): void {
  if (size === file.diskBytes && mtimeMs === file.modifiedMs) return;
  throw new SourceFileUnreadableError(
    `"${file.path}" changed while it was read (${file.diskBytes} bytes, then ${size}). Run again when it is written completely; to be safe, write under another name and rename at the end.`,
    { context: { path: file.path }, retryable: true },
  );
}

function translate(error: unknown, file: InputFile): unknown {
  if (error instanceof AppError) return error;
  const code = systemErrorCode(error);
  const reason = unreadableReason(code);
  return new SourceFileUnreadableError(`"${file.path}" (${file.absolutePath}) cannot be read: ${reason}`, {
    context: { path: file.path, systemCode: code },
    cause: error,
  });
}

function unreadableReason(code: string): string {
  if (code === 'EACCES' || code === 'EPERM')
    return 'permission denied. Give the user that runs Storehouse read access.';
  if (code === 'ENOENT') return 'it is gone since it was found. Run again when its writer has finished.';
  if (code === 'Z_BUF_ERROR') return 'the gzip data ends too early. The file was not copied completely; copy it again.';
  if (code.startsWith('Z_')) return 'the gzip data is damaged. Copy the file again or unpack it and see.';
  return `the system says ${code === '' ? 'nothing more' : code}.`;
}
