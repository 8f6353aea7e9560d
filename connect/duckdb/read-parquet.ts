import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { InterruptedError, SourceFileUnreadableError } from '../../core/errors.ts';

/** Reading is bound by typing in one thread; more of these would only take memory from the warehouse. */
const SETTINGS = { threads: '2', memory_limit: '512MB' };

/** White space that a field of nothing else may hold; DuckDB's `trim` alone takes only spaces. */
const WHITE_SPACE = "' ' || chr(9) || chr(10) || chr(11) || chr(12) || chr(13) || chr(160)";

export interface ParquetColumn {
  readonly name: string;
  /** DuckDB's name of the type, e.g. `DECIMAL(19,4)`. */
  readonly type: string;
}

/** Rows of a Parquet file as text by column; `isBlank` when every column of the file's row is empty. */
export interface ParquetRows {
  /** From 1. */
  readonly rowNumbers: readonly number[];
  readonly isBlank: readonly boolean[];
  readonly columns: readonly (readonly (string | null)[])[];
}

/** Parquet files, read by an in-memory DuckDB that is opened with the first file. */
export class ParquetFiles {
  #opened: Promise<{ readonly instance: DuckDBInstance; readonly connection: DuckDBConnection }> | null = null;

  /** @throws {SourceFileUnreadableError} not a Parquet file, damaged, or cut short. */
  async describe(path: string): Promise<readonly ParquetColumn[]> {
    const { connection } = await this.#open();
    try {
      const reader = await connection.runAndReadAll('DESCRIBE SELECT * FROM read_parquet($path)', {
        path: literalGlob(path),
      });
      return reader.getRowsJS().map(([name, type]) => ({ name: String(name), type: String(type) }));
    } catch (cause) {
      throw unreadableError(path, cause);
    }
  }

  /**
   * Streams rows in file order.
   *
   * @throws {SourceFileUnreadableError} damaged content.
   * @throws {InterruptedError} the signal was raised.
   */
  async *read(
    path: string,
    all: readonly ParquetColumn[],
    wanted: readonly ParquetColumn[],
    signal: AbortSignal,
  ): AsyncGenerator<ParquetRows> {
    const { connection } = await this.#open();
    const interrupt = () => connection.interrupt();
    signal.addEventListener('abort', interrupt);
    try {
      const result = await connection.stream(selectRows(all, wanted), { path: literalGlob(path) });
      for (;;) {
        signal.throwIfAborted();
        const chunk = await result.fetchChunk();
        if (chunk === null || chunk.rowCount === 0) return;
        const [rowNumbers = [], isBlank = [], ...columns] = chunk.getColumns();
        yield {
          rowNumbers: rowNumbers.map(Number),
          isBlank: isBlank.map((value) => value === true),
          columns: columns.map((values) => values.map((value) => (typeof value === 'string' ? value : null))),
        };
      }
    } catch (cause) {
      if (signal.aborted) throw new InterruptedError(`Reading ${path} was interrupted.`, { cause });
      throw unreadableError(path, cause);
    } finally {
      signal.removeEventListener('abort', interrupt);
    }
  }

  async close(): Promise<void> {
    const opened = await this.#opened;
    this.#opened = null;
    opened?.connection.closeSync();
    opened?.instance.closeSync();
  }

  #open(): Promise<{ readonly instance: DuckDBInstance; readonly connection: DuckDBConnection }> {
    this.#opened ??= openInMemory();
    return this.#opened;
  }
}

async function openInMemory() {
  const instance = await DuckDBInstance.create(':memory:', SETTINGS);
  const connection = await instance.connect();
  await connection.run("SET TimeZone = 'UTC'");
  return { instance, connection };
}

function selectRows(all: readonly ParquetColumn[], wanted: readonly ParquetColumn[]): string {
  const isBlank = all.map(({ name, type }) =>
    type === 'VARCHAR' ? `coalesce(trim(${quoteName(name)}, ${WHITE_SPACE}), '') = ''` : `${quoteName(name)} IS NULL`,
  );
  const items = [
    'CAST(file_row_number + 1 AS DOUBLE)',
    isBlank.length === 0 ? 'true' : isBlank.join(' AND '),
    ...wanted.map(textOf),
  ];
  return `SELECT ${items.join(', ')} FROM read_parquet($path, file_row_number = true)`;
}

/** Exact text of a value: decimals keep their digits, instants are UTC to the millisecond, nested values are JSON. */
function textOf({ name, type }: ParquetColumn): string {
  const column = quoteName(name);
  if (isTimestamp(type)) {
    const utc = type === 'TIMESTAMP WITH TIME ZONE' ? `make_timestamp(epoch_us(${column}))` : `${column}::TIMESTAMP`;
    return `strftime(${utc}, '%Y-%m-%d %H:%M:%S.%g')`;
  }
  const isNested = /^(STRUCT|MAP|UNION)|\]$/.test(type);
  return isNested ? `CAST(to_json(${column}) AS VARCHAR)` : `CAST(${column} AS VARCHAR)`;
}

export function isTimestamp(type: string): boolean {
  return type.startsWith('TIMESTAMP');
}

function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** `read_parquet` takes globs; a bracket around a special character takes its meaning away. */
function literalGlob(path: string): string {
  return path.replace(/[[*?]/g, '[$&]');
}

function unreadableError(path: string, cause: unknown): SourceFileUnreadableError {
  const [reason = ''] = cause instanceof Error ? cause.message.split('\n') : [];
  return new SourceFileUnreadableError(
    `${path} cannot be read as Parquet (${reason}). Check \`format\` of the feed; copy the file again if it was cut short.`,
    { context: { path }, cause },
  );
}
