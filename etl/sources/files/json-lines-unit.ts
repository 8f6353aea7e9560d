import { compileEdge } from '../../edge/compile-edge.ts';
import type { RawChunk } from '../../edge/raw-chunk.ts';
import { cutShortNote } from './csv-unit.ts';
import { hasInvalidBytes } from './decode-text.ts';
import { readJsonFields } from './json-fields.ts';
import { JsonShape } from './json-shape.ts';
import { LineSplitter } from './line-splitter.ts';
import type { PreparedUnit, UnitRequest } from './prepared-unit.ts';
import { RawChunkBuilder } from './raw-chunk-builder.ts';
import { settleTypes } from './settle-types.ts';
import { readTextBlocks } from './text-blocks.ts';

/** One object a line. Objects may lack keys, so unless the contract says otherwise a mapped key that no row has is noted and not an error. */
export async function prepareJsonLinesUnit(request: UnitRequest): Promise<PreparedUnit> {
  const { feed } = request;
  const edge = compileEdge({
    contract: feed.contract,
    columns: feed.config.columns,
    reading: feed.config,
    reportingTimeZone: request.reportingTimeZone,
    settle: settleTypes(feed, request.file.path, request.watch),
  });
  return { edge, layout: { format: 'jsonl', columns: [] }, read: () => readJsonLines(request, edge.rawColumns) };
}

async function* readJsonLines(request: UnitRequest, columns: readonly string[]): AsyncGenerator<RawChunk> {
  const builder = new RawChunkBuilder(request.unit.sourceId, columns.length, request.maxRows);
  const rows = new JsonRows(request, columns, builder);
  const splitter = new LineSplitter((line, isUnended) => rows.take(line, isUnended));
  for await (const block of readTextBlocks(request.file, request.signal)) {
    splitter.push(block);
    yield* builder.takeFull();
  }
  splitter.end();
  rows.end();
  yield* builder.takeRest();
}

class JsonRows {
  readonly #request: UnitRequest;
  readonly #columns: readonly string[];
  readonly #positions: readonly number[];
  readonly #builder: RawChunkBuilder;
  readonly #shape: JsonShape;

  constructor(request: UnitRequest, columns: readonly string[], builder: RawChunkBuilder) {
    this.#request = request;
    this.#columns = columns;
    this.#positions = columns.map((_column, index) => index);
    this.#builder = builder;
    this.#shape = new JsonShape(request, columns);
  }

  take(rawLine: string, isUnended: boolean): void {
    const line = rawLine.trim();
    if (line === '') {
      this.#builder.addBlank();
      return;
    }
    const fields = hasInvalidBytes(line) ? { problem: 'is not UTF-8' } : readJsonFields(line);
    if ('problem' in fields) {
      this.#reject(line, fields.problem, isUnended);
    } else if (isBlankObject(fields)) {
      this.#builder.addBlank();
    } else {
      this.#takeFields(fields, line);
    }
  }

  #takeFields(fields: ReadonlyMap<string, string | null>, line: string): void {
    let found = 0;
    const values = this.#columns.map((column) => {
      const value = fields.get(column);
      if (value !== undefined) found++;
      return value ?? null;
    });
    const isUsual = this.#shape.isUsual(found, fields.size);
    const problems = isUsual ? undefined : this.#shape.check(fields, this.#builder.rowNumber + 1);
    this.#builder.addRow(values, this.#positions, line, problems);
  }

  end(): void {
    this.#shape.finish();
  }

  #reject(line: string, problem: string, isUnended: boolean): void {
    this.#builder.addRejected(line, isUnended ? 'cut_short' : 'malformed_row', problem);
    if (isUnended) this.#request.note(cutShortNote(this.#request.file.path, this.#builder.rowNumber, problem));
  }
}

export function isBlankObject(fields: ReadonlyMap<string, string | null>): boolean {
  for (const value of fields.values()) if (value !== null && value.trim() !== '') return false;
  return true;
}
