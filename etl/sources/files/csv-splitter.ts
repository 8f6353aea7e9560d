import type { CsvFormat, CsvRecord } from './csv-record.ts';
import { readCsvRecord } from './csv-record.ts';
import type { DecodedText } from './decode-text.ts';
import { hasInvalidBytes } from './decode-text.ts';

/**
 * Characters that a record may have. A quote that is opened by mistake would otherwise gather the rest of the
 * file before anyone knew.
 */
const MAX_RECORD_CHARACTERS = 4 * 1024 * 1024;

/** Takes each record of a file once, in order. */
export interface CsvSink {
  row(fields: readonly string[], rawText: string): void;
  blank(): void;
  /** `rawText` may hold undecodable bytes. `isCut`: the file ends here, without a line end. */
  broken(rawText: string, reason: string, isCut: boolean): void;
}

/**
 * Splits text into records. Every character of the file lands in exactly one record.
 *
 * A record with a quoting error is refused as a whole, unless it has swallowed lines that are complete rows by
 * themselves: then the error is a stray quote in its first line, only that line is refused, and reading goes on
 * with the second.
 */
export class CsvSplitter {
  readonly #format: CsvFormat;
  readonly #fieldCount: number;
  readonly #sink: CsvSink;
  readonly #blankLine: string;
  #rest = '';
  #hasInvalidBytes = false;
  #isPastHeader: boolean;
  #linesBefore = 0;
  #holdsEmptyLine = false;

  constructor(format: CsvFormat, fieldCount: number, sink: CsvSink) {
    this.#format = format;
    this.#fieldCount = fieldCount;
    this.#sink = sink;
    this.#blankLine = format.separator.repeat(fieldCount - 1);
    this.#isPastHeader = !format.header;
  }

  /** Line of the file, counted from 1, in which the record given to the sink begins. */
  get line(): number {
    return this.#linesBefore + 1;
  }

  push(block: DecodedText): void {
    this.#hasInvalidBytes ||= !block.isValid;
    this.#split(this.#rest + block.text, false);
  }

  end(): void {
    this.#split(this.#rest, true);
  }

  #split(text: string, isLast: boolean): void {
    const { quote } = this.#format;
    let at = 0;
    let quoteAt = findFrom(text, quote, 0);
    while (at < text.length) {
      const lineFeed = text.indexOf('\n', at);
      const lineEnd = lineFeed < 0 ? text.length : lineFeed;
      if (lineFeed < 0 && !isLast) break;
      if (quoteAt < at) quoteAt = findFrom(text, quote, at);
      const next = quoteAt > lineEnd ? this.#plainLine(text, at, lineEnd) : this.#quotedRecord(text, at, isLast);
      if (next === at) break;
      at = next;
    }
    this.#rest = text.slice(at);
  }

  /** The fast path: no quote in the line, so it is the record. */
  #plainLine(text: string, at: number, lineEnd: number): number {
    const line = text.slice(at, text.charAt(lineEnd - 1) === '\r' && lineEnd > at ? lineEnd - 1 : lineEnd);
    if (line === '') this.#takeEmptyLine();
    else if (line === this.#blankLine) this.#take(null, line, false);
    else this.#take(line.split(this.#format.separator), line, lineEnd === text.length);
    this.#linesBefore++;
    return Math.min(lineEnd + 1, text.length);
  }

  /** Gives `at` back when the record goes on in text that is not here yet. */
  #quotedRecord(text: string, at: number, isLast: boolean): number {
    const record = readCsvRecord(text, at, this.#format);
    if (record.status === 'open' && !isLast && text.length - at < MAX_RECORD_CHARACTERS) return at;
    const rawText = text.slice(at, record.textEnd);
    const isSuspect = record.status !== 'whole' || record.fields.length !== this.#fieldCount;
    const isStray =
      isSuspect && this.#isPastHeader && hasRowBehindFirstLine(rawText, this.#format.separator, this.#fieldCount);
    if (isStray) return this.#strayQuote(text, at);
    this.#takeRecord(record, rawText, record.next === text.length && !text.endsWith('\n'));
    this.#linesBefore += countLineFeeds(rawText) + 1;
    return record.next;
  }

  #takeRecord(record: CsvRecord, rawText: string, isAtCut: boolean): void {
    if (record.status === 'whole') this.#take(record.fields, rawText, isAtCut);
    else if (record.status === 'open')
      this.#break(rawText, 'a quoted value has no closing quote, or not within 4 million characters', isAtCut);
    else this.#break(rawText, 'text follows a closing quote', isAtCut);
  }

  #strayQuote(text: string, at: number): number {
    const lineFeed = text.indexOf('\n', at);
    this.#break(text.slice(at, lineFeed).replace(/\r$/, ''), 'a quote is opened and not closed in its line', false);
    this.#linesBefore++;
    return lineFeed + 1;
  }

  /** An empty line counts as a blank row when something follows it: at the very end it is how some writers end a file. */
  #takeEmptyLine(): void {
    this.#countHeldLine();
    if (this.#isPastHeader) this.#holdsEmptyLine = true;
    else this.#isPastHeader = true;
  }

  #countHeldLine(): void {
    if (this.#holdsEmptyLine) this.#sink.blank();
    this.#holdsEmptyLine = false;
  }

  /** `fields` null: the line of nothing but separators. */
  #take(fields: readonly string[] | null, rawText: string, isAtCut: boolean): void {
    this.#countHeldLine();
    if (!this.#isPastHeader) {
      this.#isPastHeader = true;
    } else if (this.#hasInvalidBytes && hasInvalidBytes(rawText)) {
      this.#break(rawText, 'is not UTF-8', isAtCut);
    } else if (fields === null || fields.every(isBlank)) {
      this.#sink.blank();
    } else if (fields.length !== this.#fieldCount) {
      this.#break(rawText, `has ${fields.length} fields instead of ${this.#fieldCount}`, isAtCut);
    } else {
      this.#sink.row(fields, rawText);
    }
  }

  #break(rawText: string, reason: string, isCut: boolean): void {
    this.#countHeldLine();
    this.#isPastHeader = true;
    this.#sink.broken(rawText, reason, isCut);
  }
}

function findFrom(text: string, quote: string, from: number): number {
  const at = quote === '' ? -1 : text.indexOf(quote, from);
  return at < 0 ? Number.POSITIVE_INFINITY : at;
}

function isBlank(field: string): boolean {
  return field.trim() === '';
}

/** Whether a line after the first has the separators of a whole row. */
function hasRowBehindFirstLine(rawText: string, separator: string, fieldCount: number): boolean {
  const [, ...lines] = rawText.split('\n');
  return lines.some((line) => line.split(separator).length === fieldCount);
}

function countLineFeeds(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
