import type { TypedParquet, TypedRows } from '../../connect/duckdb/read-typed-rows.ts';
import { stagedColumnsOf } from '../../core/bronze/columns.ts';
import type { RowsManifest } from '../../core/bronze/manifest.ts';
import type { Chunk, Value } from '../../core/chunk.ts';
import type { ContractColumn } from '../../core/contract.ts';

/** Rows per chunk, as when they were read first. */
const MAX_CHUNK_ROWS = 16_384;

/** Rows of one file of the source, gathered until they fill a chunk. */
class Gathered {
  readonly sourceId: number;
  readonly rowNumbers: number[] = [];
  readonly values: Value[][];

  constructor(sourceId: number, columns: number) {
    this.sourceId = sourceId;
    this.values = Array.from({ length: columns }, () => []);
  }

  takes(sourceId: number): boolean {
    return this.sourceId === sourceId && this.rowNumbers.length < MAX_CHUNK_ROWS;
  }

  add(rows: TypedRows, row: number): void {
    this.rowNumbers.push(rows.sourceRows[row] ?? 0);
    this.values.forEach((column, index) => {
      column.push(rows.values[index]?.[row] ?? null);
    });
  }
}

/** Pieces of all files; row ids count up from 1, or rows are missing. */
async function* inOrder(pieces: AsyncIterable<TypedRows>, expectedRows: number): AsyncGenerator<TypedRows> {
  let rowId = 0;
  for await (const piece of pieces) {
    for (const found of piece.rowIds) {
      rowId += 1;
      if (found !== rowId) throw new RangeError(`row ${rowId} is not there, but row ${found}`);
    }
    yield piece;
  }
  if (rowId !== expectedRows) throw new RangeError(`${rowId} rows are there, not ${expectedRows}`);
}

async function* gather(pieces: AsyncIterable<TypedRows>, columns: number): AsyncGenerator<Gathered> {
  let gathered: Gathered | null = null;
  for await (const piece of pieces) {
    for (const [row, sourceId] of piece.sourceIds.entries()) {
      if (gathered !== null && !gathered.takes(sourceId)) {
        yield gathered;
        gathered = null;
      }
      gathered ??= new Gathered(sourceId, columns);
      gathered.add(piece, row);
    }
  }
  if (gathered !== null) yield gathered;
}

/** The rows of a batch or supplement in the order in which they were staged. */
export async function* stagedChunks(
  reader: TypedParquet,
  manifest: RowsManifest,
  paths: readonly string[],
  contract: readonly ContractColumn[],
  signal: AbortSignal,
): AsyncGenerator<Chunk> {
  const columns = stagedColumnsOf(contract).map(({ column, otherwise }) => ({ ...column, otherwise }));
  const present = new Set(manifest.columns.map(({ name }) => name));
  async function* read(): AsyncGenerator<TypedRows> {
    for (const path of paths) yield* reader.rows(path, columns, present, signal);
  }
  for await (const { sourceId, rowNumbers, values } of gather(
    inOrder(read(), manifest.counts.staged),
    columns.length,
  )) {
    const chunkColumns = columns.map(({ name, type }, index) => ({ name, type, values: values[index] ?? [] }));
    yield { rowCount: rowNumbers.length, sourceId, rowNumbers, columns: chunkColumns };
  }
}
