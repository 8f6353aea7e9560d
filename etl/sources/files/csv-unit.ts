import { TEXT_FORM } from '../../../core/schema-change.ts';
import { compileEdge } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import { compareColumns } from './compare-columns.ts';
import { headerHint, readCsvColumns } from './csv-header.ts';
import type { CsvFormat } from './csv-record.ts';
import { CsvSplitter } from './csv-splitter.ts';
import type { FileLayout } from './file-layout.ts';
import type { PreparedUnit, UnitRequest } from './prepared-unit.ts';
import { RawChunkBuilder } from './raw-chunk-builder.ts';
import { compileGuard, type RowGuard } from './row-guard.ts';
import { settleTypes } from './settle-types.ts';
import { readTextBlocks } from './text-blocks.ts';

export async function prepareCsvUnit(request: UnitRequest, format: CsvFormat): Promise<PreparedUnit> {
  const { feed, file } = request;
  const edge = compileEdge({
    contract: feed.contract,
    columns: feed.config.columns,
    reading: feed.config,
    reportingTimeZone: request.reportingTimeZone,
    settle: settleTypes(feed, file.path, request.watch),
  });
  const present = await readCsvColumns(file, format, request.signal);
  const layout: FileLayout = { format: 'csv', columns: present.map((name) => ({ name, type: 'VARCHAR' })) };
  if (file.bytes === 0) {
    request.note(`"${file.path}" is empty.`);
    return { edge, layout, read: readNothing };
  }
  const found = present.map((name) => ({ name, type: TEXT_FORM }));
  const compared = compareColumns(request, edge.rawColumns, found, headerHint(present, format));
  const fields: CsvFields = {
    count: present.length,
    positions: edge.rawColumns.map((name) => present.indexOf(name)),
    guard: compileGuard(feed, present, compared),
  };
  return { edge, layout, read: () => readCsv(request, format, fields) };
}

interface CsvFields {
  readonly count: number;
  /** Of the raw columns among the fields; -1 for one that is not there. */
  readonly positions: readonly number[];
  readonly guard: RowGuard | undefined;
}

async function* readNothing(): AsyncGenerator<RawChunk> {}

async function* readCsv(
  request: UnitRequest,
  format: CsvFormat,
  { count, positions, guard }: CsvFields,
): AsyncGenerator<RawChunk> {
  const { file, maxRows, signal } = request;
  const builder = new RawChunkBuilder(request.unit.sourceId, positions.length, maxRows);
  const splitter: CsvSplitter = new CsvSplitter(format, count, {
    row: (fields, rawText) => builder.addRow(fields, positions, rawText, guard?.(fields)),
    blank: () => builder.addBlank(),
    broken: (rawText, reason, isCut) => {
      builder.addRejected(rawText, isCut ? 'cut_short' : 'malformed_row', reason);
      if (isCut) request.note(cutShortNote(file.path, splitter.line, reason));
    },
  });
  for await (const block of readTextBlocks(file, signal)) {
    splitter.push(block);
    yield* builder.takeFull();
  }
  splitter.end();
  yield* builder.takeRest();
}

export function cutShortNote(path: string, line: number, reason: string): string {
  return `"${path}" ends within line ${line}, which is not a whole row (${reason}): the file seems to have been cut short. Its last row was refused; copy the file again.`;
}
