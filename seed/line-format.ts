/** How one file writes its rows. Fields are the file's texts in column order; empty means no value. */
export interface LineFormat {
  /** Text before the first row, empty when there is none. */
  header(columns: readonly string[]): string;
  line(columns: readonly string[], fields: readonly string[]): string;
  blank(columns: readonly string[]): string;
  /** A row that lost its end, in the way the format can lose it. */
  broken(columns: readonly string[], fields: readonly string[]): string;
}

export interface CsvOptions {
  readonly separator: string;
  readonly lineEnd: string;
  readonly byteOrderMark: boolean;
  /** What stands for "no value"; taken in turn. */
  readonly nullTexts: readonly string[];
}

export function createCsvFormat(options: CsvOptions): LineFormat {
  const { separator, lineEnd, byteOrderMark, nullTexts } = options;
  const quote = (text: string): string =>
    text.includes('"') || text.includes(separator) || text.includes('\n') ? `"${text.replaceAll('"', '""')}"` : text;
  const join = (texts: readonly string[]): string => texts.map(quote).join(separator) + lineEnd;
  return {
    header: (columns) => (byteOrderMark ? '\uFEFF' : '') + join(columns),
    line: (_, fields) =>
      join(fields.map((text, column) => text || (nullTexts[nullChoice(fields, column) % nullTexts.length] ?? ''))),
    blank: (columns) => separator.repeat(columns.length - 1) + lineEnd,
    broken: (columns, fields) => join(fields.slice(0, Math.max(2, columns.length >> 1))),
  };
}

/** Depends on the row alone, so that copies of a row stay equal byte for byte. */
function nullChoice(fields: readonly string[], column: number): number {
  const key = fields[0] ?? '';
  return column + (key.codePointAt(key.length - 1) ?? 0);
}

/** One JSON object a line. Whole numbers of the columns in `numeric` are JSON numbers, all else is text. */
export function createJsonLinesFormat(numeric: ReadonlySet<string>): LineFormat {
  const value = (column: string, text: string): string | number | null => {
    if (text === '') return null;
    return numeric.has(column) && /^\d+$/.test(text) ? Number(text) : text;
  };
  const object = (columns: readonly string[], fields: readonly string[]): string =>
    JSON.stringify(Object.fromEntries(columns.map((column, index) => [column, value(column, fields[index] ?? '')])));
  return {
    header: () => '',
    line: (columns, fields) => `${object(columns, fields)}\n`,
    blank: (columns) => `${object(columns, [])}\n`,
    broken: (columns, fields) => `${object(columns, fields).slice(0, -4)}\n`,
  };
}
