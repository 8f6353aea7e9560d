import { SourceFileUnreadableError } from '../../../core/errors.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { readContent } from './file-content.ts';
import type { InputFile } from './input-file.ts';

const LINE_FEED = 0x0a;
const BYTE_ORDER_MARK = '\ufeff';
/** A line longer than this is no row of anything: the file is binary, or its rows do not end in line feeds. */
const MAX_LINE_BYTES = 64 * 1024 * 1024;

/**
 * The text of a file in blocks of whole lines; only the last block may lack the line end. The byte order mark
 * is taken off.
 *
 * @throws {SourceFileUnreadableError} as `readContent`, and for UTF-16 and endless lines.
 */
export async function* readTextBlocks(file: InputFile, signal: AbortSignal): AsyncGenerator<DecodedText> {
  let isFirst = true;
  for await (const lines of readLines(file, signal)) {
    if (isFirst) assertUtf8Family(lines, file);
    const decoded = decodeText(lines);
    const hasMark = isFirst && decoded.text.startsWith(BYTE_ORDER_MARK);
    isFirst = false;
    yield hasMark ? { ...decoded, text: decoded.text.slice(1) } : decoded;
  }
}

async function* readLines(file: InputFile, signal: AbortSignal): AsyncGenerator<Buffer> {
  let pending: Buffer[] = [];
  let pendingBytes = 0;
  for await (const block of readContent(file, signal)) {
    const end = block.lastIndexOf(LINE_FEED) + 1;
    if (end > 0) {
      yield Buffer.concat([...pending, block.subarray(0, end)]);
      pending = [];
      pendingBytes = 0;
    }
    pending.push(block.subarray(end));
    pendingBytes += block.length - end;
    if (pendingBytes > MAX_LINE_BYTES) throw endlessLineError(file);
  }
  if (pendingBytes > 0) yield Buffer.concat(pending);
}

function assertUtf8Family(start: Buffer, file: InputFile): void {
  const mark = start.length < 2 ? 0 : start.readUInt16BE(0);
  if (mark !== 0xfeff && mark !== 0xfffe) return;
  throw new SourceFileUnreadableError(`"${file.path}" is UTF-16. Save or export it as UTF-8.`, {
    context: { path: file.path },
  });
}

function endlessLineError(file: InputFile): SourceFileUnreadableError {
  return new SourceFileUnreadableError(
    `"${file.path}" has a line of more than ${MAX_LINE_BYTES / 1024 / 1024} MiB. It is not a text file, or its lines do not end in line feeds.`,
    { context: { path: file.path } },
  );
}
