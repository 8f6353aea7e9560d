import type { FileFormat } from '../../../core/config/schema.ts';

export type CsvFormat = Extract<FileFormat, { readonly type: 'csv' }>;

export interface CsvRecord {
  /** `open`: the text ends inside a quoted value, so more text is needed. */
  readonly status: 'whole' | 'broken' | 'open';
  readonly fields: readonly string[];
  /** Where the record's text ends, without its line end. */
  readonly textEnd: number;
  /** Where the next record begins. */
  readonly next: number;
}

interface QuotedValue {
  readonly value: string;
  /** Behind the closing quote and blanks after it. */
  readonly end: number;
}

/**
 * Reads the record at `start`, quotes and all (RFC 4180). A value is quoted when its first character is the
 * quote; quotes further inside an unquoted value are part of it. Blanks after a closing quote are let pass, any
 * other text there breaks the record.
 */
export function readCsvRecord(text: string, start: number, format: CsvFormat): CsvRecord {
  const fields: string[] = [];
  let at = start;
  for (;;) {
    const isQuoted = format.quote !== '' && text.charAt(at) === format.quote;
    const field = isQuoted ? readQuoted(text, at, format) : readPlain(text, at, format.separator);
    if (field === null) return { status: 'open', fields, textEnd: text.length, next: text.length };
    fields.push(field.value);
    if (text.charAt(field.end) !== format.separator) return endRecord(text, field.end, fields);
    at = field.end + 1;
  }
}

function readPlain(text: string, start: number, separator: string): QuotedValue {
  const lineEnd = endOfLine(text, start);
  let end = start;
  while (end < lineEnd && text.charAt(end) !== separator) end++;
  return { value: text.slice(start, end), end };
}

function readQuoted(text: string, start: number, format: CsvFormat): QuotedValue | null {
  const close = closingQuote(text, start + 1, format);
  if (close < 0) return null;
  let end = close + 1;
  while (isBlank(text.charAt(end)) && text.charAt(end) !== format.separator) end++;
  return { value: withoutEscapes(text.slice(start + 1, close), format), end };
}

/** -1 when the text ends first. */
function closingQuote(text: string, from: number, format: CsvFormat): number {
  const { quote } = format;
  const isDoubled = format.escape === quote;
  if (!isDoubled && format.escape !== '') return closingQuoteByEscape(text, from, format);
  let at = text.indexOf(quote, from);
  while (at >= 0 && isDoubled && text.charAt(at + 1) === quote) at = text.indexOf(quote, at + 2);
  return at;
}

function closingQuoteByEscape(text: string, from: number, format: CsvFormat): number {
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (character === format.escape) at++;
    else if (character === format.quote) return at;
  }
  return -1;
}

/** An escape before anything but quote and escape is an ordinary character. */
function withoutEscapes(value: string, format: CsvFormat): string {
  const { quote } = format;
  if (format.escape === '' || !value.includes(format.escape)) return value;
  if (format.escape === quote) return value.replaceAll(quote + quote, quote);
  let text = '';
  for (let at = 0; at < value.length; at++) {
    const following = value.charAt(at + 1);
    if (value.charAt(at) === format.escape && (following === quote || following === format.escape)) at++;
    text += value.charAt(at);
  }
  return text;
}

function endRecord(text: string, at: number, fields: readonly string[]): CsvRecord {
  const textEnd = endOfLine(text, at);
  const lineFeed = text.indexOf('\n', at);
  const next = lineFeed < 0 ? text.length : lineFeed + 1;
  return { status: at === textEnd ? 'whole' : 'broken', fields, textEnd, next };
}

/** Position of the line feed, or of the carriage return before it; the text's length if there is none. */
function endOfLine(text: string, from: number): number {
  const lineFeed = text.indexOf('\n', from);
  const end = lineFeed < 0 ? text.length : lineFeed;
  return end > from && text.charAt(end - 1) === '\r' ? end - 1 : end;
}

function isBlank(character: string): boolean {
  return character === ' ' || character === '\t';
}
