import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import type { Value } from '../../core/chunk.ts';
import type { ValueType } from '../../core/contract.ts';
import { quoted } from './write-parquet.ts';

const SETTINGS = { threads: '2', memory_limit: '256MB' };

export interface TypedColumn {
  readonly name: string;
  readonly type: ValueType;
  /** Stands for the column where the file does not have it. */
  readonly otherwise: string | null;
}

/** Rows of a part by column: row id, source id and source row, then the columns asked for. */
export interface TypedRows {
  readonly rowIds: readonly number[];
  readonly sourceIds: readonly number[];
  readonly sourceRows: readonly number[];
  readonly values: readonly (readonly Value[])[];
}

/** Reads staged rows back from Parquet in the form of `core/chunk.ts`. */
export class TypedParquet {
  #opened: Promise<{ readonly instance: DuckDBInstance; readonly connection: DuckDBConnection }> | null = null;

  /** Streams a file in its order; `present` names the columns it has. */
  async *rows(
    path: string,
    columns: readonly TypedColumn[],
    present: ReadonlySet<string>,
    signal: AbortSignal,
  ): AsyncGenerator<TypedRows> {
    const items = columns.map((column) =>
      present.has(column.name) ? readBack(quoted(column.name), column.type) : constant(column),
    );
    const origin = ['row_id', 'source_id', 'CAST(source_row AS DOUBLE)'];
    for await (const chunk of this.#stream([...origin, ...items], path, signal)) {
      const [rowIds = [], sourceIds = [], sourceRows = [], ...values] = chunk;
      yield {
        rowIds: rowIds.map(Number),
        sourceIds: sourceIds.map(Number),
        sourceRows: sourceRows.map(Number),
        values: values.map((column) => column.map(toValue)),
      };
    }
  }

  /** Streams columns of a file as texts, by column; one that the file does not have is null in every row. */
  async *texts(path: string, names: readonly string[]): AsyncGenerator<readonly (readonly (string | null)[])[]> {
    const present = await this.#columnsOf(path);
    const items = names.map((name) => `CAST(${present.has(name) ? quoted(name) : 'NULL'} AS VARCHAR)`);
    for await (const chunk of this.#stream(items, path, new AbortController().signal)) {
      yield chunk.map((column) => column.map((value) => (value === null ? null : String(value))));
    }
  }

  async #columnsOf(path: string): Promise<ReadonlySet<string>> {
    this.#opened ??= openInMemory();
    const { connection } = await this.#opened;
    const found = await connection.runAndReadAll('SELECT name FROM parquet_schema($path)', { path: literalPath(path) });
    return new Set(found.getRows().map(([name]) => String(name)));
  }

  async close(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = null;
    opened?.connection.closeSync();
    opened?.instance.closeSync();
  }

  async *#stream(
    items: readonly string[],
    path: string,
    signal: AbortSignal,
  ): AsyncGenerator<readonly (readonly unknown[])[]> {
    this.#opened ??= openInMemory();
    const { connection } = await this.#opened;
    const interrupt = (): void => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const result = await connection.stream(`SELECT ${items.join(', ')} FROM read_parquet($path)`, {
        path: literalPath(path),
      });
      for (;;) {
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        yield chunk.getColumns();
      }
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }
}

/** No pattern of several files. */
function literalPath(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

async function openInMemory() {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return { instance, connection };
}

/** A value in the form of `core/chunk.ts`. */
function readBack(column: string, type: ValueType): string {
  switch (type) {
    case 'text':
      return `CAST(${column} AS VARCHAR)`;
    case 'int':
      return `CAST(${column} AS INTEGER)`;
    case 'decimal':
      return canonical(`CAST(${column} AS VARCHAR)`);
    case 'date':
      return `date_diff('day', DATE '1970-01-01', CAST(${column} AS DATE))`;
    case 'datetime':
      return `epoch_ms(CAST(${column} AS TIMESTAMP))`;
  }
}

/** The canonical text of `core/chunk.ts`: no zeros at the end of a fraction. */
function canonical(decimal: string): string {
  return `CASE WHEN contains(${decimal}, '.') THEN rtrim(rtrim(${decimal}, '0'), '.') ELSE ${decimal} END`;
}

function constant({ type, otherwise }: TypedColumn): string {
  return otherwise === null ? 'NULL' : readBack(`'${otherwise.replaceAll("'", "''")}'`, type);
}

function toValue(value: unknown): Value {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'string' || typeof value === 'number' ? value : null;
}
