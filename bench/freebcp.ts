import { spawn, spawnSync } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import type { SqlServerSettings } from '../connect/sqlserver/settings.ts';
import type { BenchRun } from './bench-run.ts';
import { CHUNK_ROWS, fileLines, tableName } from './bulk-shape.ts';
import type { LoadUsage } from './bulk-usage.ts';
import { machineBusyMs } from './machine-time.ts';

const PACKET_BYTES = 32_767;
/** Lines held in memory while a file is written. */
const LINES_AT_ONCE = 20_000;
const PRIVATE = 0o600;
const SHOWN_CHARACTERS = 1000;

/** One process for each file named behind the login, all at once; `times` of the shell says what they used together. */
const SCRIPT = `table=$1; password=$2; database=$3; user=$4; shift 4; pids=
trap 'kill $pids; wait; exit 1' INT TERM
for file in "$@"; do
  freebcp "$table" in "$file" -S bench -D "$database" -U "$user" -P - -c -t '\\t' -b ${CHUNK_ROWS} -h TABLOCK \
    -A ${PACKET_BYTES} < "$password" > "$file.log" 2>&1 &
  pids="$pids $!"
done
for pid in $pids; do wait "$pid"; done
times`;

export function hasFreebcp(): boolean {
  return spawnSync('freebcp', ['-v'], { stdio: 'ignore' }).error === undefined;
}

/** Writes the rows into as many files of about the same size, and returns their paths. */
export function writeParts(width: number, rows: number, parts: number, scratch: string): readonly string[] {
  const size = Math.ceil(rows / parts);
  return Array.from({ length: parts }, (_, part) => {
    const file = join(scratch, `bulk-${part + 1}.txt`);
    const end = Math.min(rows, (part + 1) * size);
    writeFileSync(file, '');
    for (let start = part * size; start < end; start += LINES_AT_ONCE) {
      appendFileSync(file, fileLines(width, start, Math.min(LINES_AT_ONCE, end - start)));
    }
    return file;
  });
}

function configurationOf({ host, port, instance, encryption }: SqlServerSettings): string {
  const place = instance === null ? `port = ${port ?? 1433}` : `instance = ${instance}`;
  const encrypted = { on: 'require', strict: 'strict', off: 'off' } as const;
  return `[bench]\nhost = ${host}\n${place}\ntds version = 7.4\nclient charset = UTF-8\nencryption = ${encrypted[encryption]}\n`;
}

/** `times` prints user and system time of the shell, and below of its children, e.g. `0m1.250000s 0m0.100000s`. */
function childrenCpuMs(times: string): number {
  const last = times.trim().split('\n').at(-1) ?? '';
  const parts = [...last.matchAll(/(\d+)m([\d.]+)s/g)];
  return parts.reduce((total, [, minutes, seconds]) => total + Number(minutes) * 60_000 + Number(seconds) * 1000, 0);
}

export interface FreebcpLoad {
  readonly settings: SqlServerSettings;
  readonly width: number;
  readonly files: readonly string[];
}

/** Loads all files at once, a process each. Its exit code and its words count for nothing here: look at the table. */
export async function loadWithFreebcp(
  { settings, width, files }: FreebcpLoad,
  { scratch, signal }: BenchRun,
): Promise<LoadUsage> {
  const { authentication, database } = settings;
  if (authentication.kind !== 'sql') throw new Error('freebcp takes an SQL login only.');
  const [configuration, password] = [join(scratch, 'freetds.conf'), join(scratch, 'freebcp-password')];
  writeFileSync(configuration, configurationOf(settings));
  writeFileSync(password, `${authentication.password}\n`, { mode: PRIVATE });
  signal.throwIfAborted();
  const busyMs = machineBusyMs();
  const started = performance.now();
  const child = spawn('sh', ['-c', SCRIPT, 'sh', tableName(width), password, database, authentication.user, ...files], {
    env: { ...process.env, FREETDSCONF: configuration },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = (): void => void child.kill();
  signal.addEventListener('abort', stop, { once: true });
  const [times] = await Promise.all([text(child.stdout), new Promise((resolve) => child.once('close', resolve))]);
  signal.removeEventListener('abort', stop);
  signal.throwIfAborted();
  return { ms: performance.now() - started, cpuMs: childrenCpuMs(times), busyMs: machineBusyMs() - busyMs };
}

/** The end of what the first process said, for the one who has to find out why a load is not whole. */
export function wordsOfFreebcp(files: readonly string[]): string {
  return readFileSync(`${files[0]}.log`, 'utf8').trim().slice(-SHOWN_CHARACTERS);
}
