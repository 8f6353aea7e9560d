import { compileEdge } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import { checkColumns } from './check-columns.ts';
import { headerHint, readCsvColumns } from './csv-header.ts';
import type { CsvFormat } from './csv-record.ts';
import { CsvSplitter } from './csv-splitter.ts';
import type { PreparedUnit, UnitRequest } from './prepared-unit.ts';
import { RawChunkBuilder } from './raw-chunk-builder.ts';
import { readTextBlocks } from './text-blocks.ts';

export async function prepareCsvUnit(request: UnitRequest, format: CsvFormat): Promise<PreparedUnit> {
  const { feed, file } = request;
  const edge = compileEdge({
    contract: feed.contract,
    columns: feed.config.columns,
    reading: feed.config,
    reportingTimeZone: request.reportingTimeZone,
  });
  const present = await readCsvColumns(file, format, request.signal);
  if (file.bytes === 0) {
    request.note(`"${file.path}" is empty.`);
    return { edge, read: readNothing };
  }
  checkColumns({ path: file.path, wanted: edge.rawColumns, present, hint: headerHint(present, format) });
  const positions = edge.rawColumns.map((name) => present.indexOf(name));
  return { edge, read: () => readCsv(request, format, present.length, positions) };
}

async function* readNothing(): AsyncGenerator<RawChunk> {}

async function* readCsv(
  request: UnitRequest,
  format: CsvFormat,
  fieldCount: number,
  positions: readonly number[],
): AsyncGenerator<RawChunk> {
  const { file, maxRows, signal } = request;
  const builder = new RawChunkBuilder(request.unit.sourceId, positions.length, maxRows);
  const splitter: CsvSplitter = new CsvSplitter(format, fieldCount, {
    row: (fields, rawText) => builder.addRow(fields, positions, rawText),
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
