import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { BenchRun } from './bench-run.ts';

export interface Usage {
  /** From the start of the process to its end, as somebody who waits sees it. */
  readonly wallMs: number;
  /** User and system time of all threads: other work on the machine disturbs it less. */
  readonly cpuMs: number;
  /** Largest resident set, in units of 1,000,000 bytes. */
  readonly peakMb: number;
}

export interface MeasuredProcess {
  readonly usage: Usage;
  readonly stdout: string;
}

const HOOK = new URL('report-usage.ts', import.meta.url).href;
const usageSchema = z.object({ maxRssKb: z.number(), cpuMicros: z.number() });
/** The end of what a failed process said. */
const SHOWN_CHARACTERS = 2000;

/** Runs `node <args>` in a process of its own and says what it took. */
export async function measureProcess(
  args: readonly string[],
  environment: Readonly<Record<string, string>>,
  { scratch, signal }: BenchRun,
): Promise<MeasuredProcess> {
  const usageFile = join(scratch, 'usage.json');
  rmSync(usageFile, { force: true });
  signal.throwIfAborted();
  const started = performance.now();
  const { code, stdout, stderr } = await runNode(
    ['--import', HOOK, ...args],
    { ...environment, BENCH_USAGE_FILE: usageFile },
    signal,
  );
  const wallMs = performance.now() - started;
  signal.throwIfAborted();
  if (code !== 0) throw new Error(`"node ${args.join(' ')}" ended with ${code}:\n${stderr.slice(-SHOWN_CHARACTERS)}`);
  const { maxRssKb, cpuMicros } = usageSchema.parse(JSON.parse(readFileSync(usageFile, 'utf8')));
  return { usage: { wallMs, cpuMs: cpuMicros / 1000, peakMb: (maxRssKb * 1024) / 1e6 }, stdout };
}

function runNode(args: readonly string[], environment: Readonly<Record<string, string>>, signal: AbortSignal) {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number | null; stdout: string; stderr: string }>();
  const child = spawn(process.execPath, args, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    said.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said.stderr += text;
  });
  // Not left to spawn: the database of a process may go only when the process is gone.
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  child.on('error', reject);
  child.on('close', (code) => {
    signal.removeEventListener('abort', stop);
    resolve({ code, ...said });
  });
  return promise;
}
