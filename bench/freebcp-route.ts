import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { z } from 'zod';
import type { SqlServerSettings } from '../connect/sqlserver/settings.ts';
import { sqlServerSettings } from '../test/servers/sqlserver.ts';
import type { BenchRun } from './bench-run.ts';
import { WIDTHS } from './bulk-shape.ts';
import { takeRows } from './bulk-table.ts';
import { hasFreebcp, loadWithFreebcp, wordsOfFreebcp, writeParts } from './freebcp.ts';
import { atPort } from './server-database.ts';

/** The way on which freebcp reaches the server. */
export interface FreebcpRoute {
  readonly url: string;
  /** Null where it needs none. */
  readonly relay: ChildProcess | null;
}

const PROBE_ROWS = 1000;
const [NARROW] = WIDTHS;
const addressSchema = z.object({ port: z.number() });

function skip(reason: string): null {
  console.log(`*** freebcp SKIPPED: ${reason} ***\n`);
  return null;
}

/** Null when all rows of a small load were there, else what freebcp said. */
async function probe(url: string, databaseUrl: string, bench: BenchRun): Promise<string | null> {
  const files = writeParts(NARROW, PROBE_ROWS, 1, bench.scratch);
  await loadWithFreebcp({ settings: sqlServerSettings(url), width: NARROW, files }, bench);
  return (await takeRows(databaseUrl, NARROW, PROBE_ROWS)) ? null : wordsOfFreebcp(files);
}

async function startRelay(databaseUrl: string, { host, port }: SqlServerSettings): Promise<FreebcpRoute> {
  // Its input ends with this process, however that ends, and the relay with its input.
  const relay = spawn(process.execPath, ['bench/bulk-end-relay.ts', host, String(port ?? 1433)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const [line] = await once(relay.stdout, 'data');
  return { url: atPort(databaseUrl, addressSchema.parse(JSON.parse(String(line))).port), relay };
}

/** Straight where that works, else through the relay; null, with a loud word, where neither does. */
export async function findFreebcpRoute(databaseUrl: string, bench: BenchRun): Promise<FreebcpRoute | null> {
  if (!hasFreebcp()) return skip('it is not installed (Debian: freetds-bin).');
  const settings = sqlServerSettings(databaseUrl);
  if (settings.authentication.kind !== 'sql') return skip('it takes an SQL login only.');
  const refusal = await probe(databaseUrl, databaseUrl, bench);
  if (refusal === null) return { url: databaseUrl, relay: null };
  if (settings.encryption !== 'off' || settings.instance !== null) {
    return skip(`the server does not take its rows, and an encrypted connection cannot be relayed:\n${refusal}`);
  }
  const route = await startRelay(databaseUrl, settings);
  const second = await probe(route.url, databaseUrl, bench);
  if (second === null) return route;
  route.relay?.kill();
  return skip(`the server does not take its rows:\n${second}`);
}
