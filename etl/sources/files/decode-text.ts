import { isUtf8 } from 'node:buffer';

const LINE_FEED = 0x0a;
/** An undecodable byte becomes this plus its value: half a surrogate pair, which valid UTF-8 never gives. */
const ESCAPE_BASE = 0xdc00;
const escapedByte = /[\uDC80-\uDCFF]/u;

export interface DecodedText {
  readonly text: string;
  readonly isValid: boolean;
}

/** Decodes whole lines. Bytes that are not UTF-8 are kept recognisable, so that only their own rows are refused. */
export function decodeText(bytes: Buffer): DecodedText {
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), isValid: true };
  let text = '';
  for (let start = 0; start < bytes.length; ) {
    const end = bytes.indexOf(LINE_FEED, start);
    const line = bytes.subarray(start, end < 0 ? bytes.length : end + 1);
    text += isUtf8(line) ? line.toString('utf8') : escapeInvalidBytes(line);
    start += line.length;
  }
  return { text, isValid: false };
}

function escapeInvalidBytes(line: Buffer): string {
  let text = '';
  for (let at = 0; at < line.length; ) {
    const byte = line[at] ?? 0;
    const sequence = line.subarray(at, at + sequenceLength(byte));
    const isValid = isUtf8(sequence);
    text += isValid ? sequence.toString('utf8') : String.fromCharCode(ESCAPE_BASE + byte);
    at += isValid ? sequence.length : 1;
  }
  return text;
}

function sequenceLength(firstByte: number): number {
  if (firstByte >= 0xf0) return 4;
  if (firstByte >= 0xe0) return 3;
  return firstByte >= 0xc0 ? 2 : 1;
}

export function hasInvalidBytes(text: string): boolean {
  return escapedByte.test(text);
}

/** For people and the quarantine: an undecodable byte as `\xE9`. */
export function showInvalidBytes(text: string): string {
  return text.replace(/[\uDC80-\uDCFF]/gu, (half) => {
    return `\\x${(half.charCodeAt(0) - ESCAPE_BASE).toString(16).toUpperCase()}`;
  });
}
