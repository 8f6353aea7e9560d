import { SourceColumnsError } from '../../../core/errors.ts';
import { trimWhiteSpace } from '../../edge/trim-white-space.ts';
import { type CsvFormat, type CsvRecord, readCsvRecord } from './csv-record.ts';
import { showInvalidBytes } from './decode-text.ts';
import type { InputFile } from './input-file.ts';
import { readTextBlocks } from './text-blocks.ts';

const likelySeparators = [';', ',', '\t', '|'];

/**
 * Names of the file's columns, from its first record.
 *
 * @throws {SourceColumnsError} the file is empty although it is to have a header.
 */
export async function readCsvColumns(
  file: InputFile,
  format: CsvFormat,
  signal: AbortSignal,
): Promise<readonly string[]> {
  const record = await readFirstRecord(file, format, signal);
  if (record === null && format.header) {
    throw new SourceColumnsError(
      `"${file.path}" is empty: it has not even a header line. Check what wrote it; remove the file if there is nothing to load.`,
      { context: { path: file.path } },
    );
  }
  if (!format.header) return (record?.fields ?? []).map((_field, index) => `column${index}`);
  if (record === null || record.status === 'open') throw openHeaderError(file);
  return record.fields.map((name) => showInvalidBytes(trimWhiteSpace(name)));
}

/** Null for a file without content. */
async function readFirstRecord(file: InputFile, format: CsvFormat, signal: AbortSignal): Promise<CsvRecord | null> {
  let text = '';
  for await (const block of readTextBlocks(file, signal)) {
    text += block.text;
    const record = readCsvRecord(text, 0, format);
    if (record.status !== 'open') return record;
  }
  return text === '' ? null : readCsvRecord(text, 0, format);
}

/** What the header tells about a wrong configuration, or "". */
export function headerHint(columns: readonly string[], format: CsvFormat): string {
  const [only = '', ...others] = columns;
  if (columns.some((name) => name.includes('\r')))
    return 'Its lines end in carriage returns alone; save it with line feeds.';
  const separator = likelySeparators.find((likely) => likely !== format.separator && only.includes(likely));
  if (others.length > 0 || separator === undefined) return '';
  const shown = separator === '\t' ? '\\t' : separator;
  return `It looks separated by "${shown}": set format.separator to "${shown}".`;
}

function openHeaderError(file: InputFile): SourceColumnsError {
  return new SourceColumnsError(`The header of "${file.path}" opens a quote and never closes it. Correct the file.`, {
    context: { path: file.path },
  });
}
