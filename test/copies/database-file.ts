import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openDatabase } from '../../connect/duckdb/open-database.ts';
import { copyFolder } from '../../dwh/duckdb/copy-names.ts';

export const NOW = new Date('2026-11-21T17:45:12.345Z');
const SCRIPT = fileURLToPath(new URL('./copy-process.ts', import.meta.url));

export interface Ended {
  /** What ended the process: a signal, or `exit code 0`. */
  readonly by: string;
  readonly out: string;
}

/** A DuckDB file with one table, `ops.sample (id, note)`, in a folder that is gone when it is disposed. */
export class DatabaseFile implements AsyncDisposable {
  readonly directory: string;
  readonly #children: ChildProcess[] = [];

  private constructor(directory: string) {
    this.directory = directory;
  }

  static async create(rows: number, note = "'made'"): Promise<DatabaseFile> {
    const created = new DatabaseFile(await mkdtemp(join(tmpdir(), 'storehouse-copies-')));
    await created.build(rows, note);
    return created;
  }

  get path(): string {
    return join(this.directory, 'shop.duckdb');
  }

  get copies(): string {
    return copyFolder(this.path);
  }

  /** `note` is an expression of DuckDB over the column `range`, which counts from 0. */
  async build(rows: number, note: string): Promise<void> {
    await this.change('CREATE SCHEMA ops');
    await this.change(`CREATE TABLE ops.sample AS SELECT range::INTEGER AS id, ${note} AS note FROM range(${rows})`);
  }

  async change(sql: string): Promise<void> {
    const database = await openDatabase(this.path, 'write', 400);
    await database.connection.run(sql);
    database.close();
  }

  /** Names in the folder of the copies. */
  names(): Promise<readonly string[]> {
    return readdir(this.copies);
  }

  start(task: string, file = this.path, moment = ''): ChildProcess {
    const child = spawn(process.execPath, [SCRIPT, task, file, moment], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#children.push(child);
    return child;
  }

  async run(task: string, moment = ''): Promise<Ended> {
    const child = this.start(task, this.path, moment);
    let out = '';
    child.stdout?.on('data', (data: Buffer) => {
      out += data.toString();
    });
    const [code, signal]: unknown[] = await once(child, 'close');
    return { by: signal === null ? `exit code ${String(code)}` : String(signal), out };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const child of this.#children) child.kill('SIGKILL');
    await rm(this.directory, { recursive: true, force: true });
  }
}

/** Rows of `ops.sample` as `id note`, first those with the least id. */
export async function firstRows(file: string, limit = 3): Promise<readonly string[]> {
  const database = await openDatabase(file, 'read', 400);
  try {
    const result = await database.connection.run(`SELECT id, note FROM ops.sample ORDER BY id LIMIT ${limit}`);
    return (await result.getRows()).map((row) => row.map(String).join(' '));
  } finally {
    database.close();
  }
}
