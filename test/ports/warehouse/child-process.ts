import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ChildTask } from './child.ts';

/** Another process at work on a warehouse. */
export class WarehouseProcess {
  readonly #process: ChildProcess;
  /** What it has said so far. */
  readonly lines: string[] = [];

  private constructor(process: ChildProcess) {
    this.#process = process;
  }

  /** Resolves when the process is in the middle of its task. */
  static async start(location: string, task: ChildTask): Promise<WarehouseProcess> {
    const child = spawn(process.execPath, [join(import.meta.dirname, 'child.ts'), location, task], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const started = new WarehouseProcess(child);
    await started.#listen('ready');
    return started;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Resolves when the process has said `line`. */
  async #listen(line: string): Promise<void> {
    const { stdout } = this.#process;
    if (stdout === null) throw new Error('The process has no output.');
    const heard = Promise.withResolvers<void>();
    createInterface(stdout).on('line', (text) => {
      this.lines.push(text);
      if (text === line) heard.resolve();
    });
    this.#process.once('exit', (code) =>
      heard.reject(new Error(`The process ended with ${code} before it was ready.`)),
    );
    await heard.promise;
  }

  /** Ends the process without giving it a chance to tidy up. */
  async kill(): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'close');
    this.#process.kill('SIGKILL');
    await ended;
  }
}
