import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Command } from './deliveries.ts';

const ROOT = join(import.meta.dirname, '..', '..');
const CLOCK = pathToFileURL(join(import.meta.dirname, 'shift-clock.ts')).href;
const PROGRAM = join(ROOT, 'cli', 'bin.js');
const CONFIG = join(import.meta.dirname, 'torture.config.ts');

/** Something by which a run shows how far it is: what it prints, its start and its end. */
export interface Mark {
  /** `started`, `opened`, the name of a step that ended, `summary`, `copy for readers` or `ended`. */
  readonly name: string;
  /** Since the start of the process. */
  readonly ms: number;
}

export interface RunRequest {
  readonly command: Command;
  readonly environment: Readonly<Record<string, string>>;
  /** Asked at every mark: in how many milliseconds to kill the process, or null. The first number counts. */
  readonly killAfter: (mark: Mark) => number | null;
  readonly signal: AbortSignal;
}

export interface RunOutcome {
  /** Whether the process was at work when it was killed. */
  readonly isKilled: boolean;
  /** Null for a killed one. */
  readonly exitCode: number | null;
  readonly marks: readonly Mark[];
  readonly errors: string;
}

/** The name of what a line of progress says has ended. */
function markIn(line: string): string | null {
  if (/^(Running into|Replaying in) /.test(line)) return 'opened';
  return /^ {2}(prepare|check|copy for readers|(?:stage|replay|publish) \w+) +[\d,.]+ s /.exec(line)?.[1] ?? null;
}

/** Runs the command line in a process of its own, and kills it at a moment of its life. */
export async function tortureRun({ command, environment, killAfter, signal }: RunRequest): Promise<RunOutcome> {
  signal.throwIfAborted();
  const started = performance.now();
  const marks: Mark[] = [];
  const child = spawn(process.execPath, ['--import', CLOCK, PROGRAM, ...command.split(' '), '--config', CONFIG], {
    cwd: ROOT,
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  let timer: NodeJS.Timeout | undefined;
  const mark = (name: string): void => {
    const made: Mark = { name, ms: performance.now() - started };
    marks.push(made);
    const delayMs = timer === undefined ? killAfter(made) : null;
    if (delayMs !== null) timer = setTimeout(kill, delayMs);
  };
  mark('started');
  let [errors, line] = ['', ''];
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
    const lines = (line + text).split('\n');
    line = lines.pop() ?? '';
    for (const name of lines.map(markIn)) if (name !== null) mark(name);
  });
  child.stdout.once('data', () => mark('summary')).resume();
  signal.addEventListener('abort', kill, { once: true });
  const ended = Promise.withResolvers<readonly [number | null, NodeJS.Signals | null]>();
  child.once('error', ended.reject);
  child.once('close', (code, endedBy) => ended.resolve([code, endedBy]));
  const [exitCode, endedBy] = await ended.promise;
  clearTimeout(timer);
  signal.removeEventListener('abort', kill);
  signal.throwIfAborted();
  mark('ended');
  return { isKilled: endedBy === 'SIGKILL', exitCode, marks, errors };
}
