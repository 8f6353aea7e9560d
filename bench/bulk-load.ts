import type { Session } from '../core/ports/warehouse.ts';
import { ServerSession } from '../dwh/sqlserver/server-session.ts';
import { readRows } from '../dwh/sqlserver/server-transaction.ts';
import { SqlServerStagingWriter } from '../dwh/sqlserver/staging-writer.ts';
import { SILENT, sqlServerSettings } from '../test/servers/sqlserver.ts';
import { BATCH_ID, CHUNK_ROWS, catalogRows, chunksOf, stagedNames, tableName } from './bulk-shape.ts';
import type { LoadUsage } from './bulk-usage.ts';
import { machineBusyMs } from './machine-time.ts';

/**
 * `BENCH_URL=… node bench/bulk-load.ts <columns> <rows> <connections>`: stages chunks that are in memory already,
 * connecting included, and prints what that took as JSON.
 */
const [width = 0, rows = 0, connections = 0] = process.argv.slice(2).map(Number);
const signal = new AbortController().signal;
const settings = sqlServerSettings(process.env.BENCH_URL ?? '');
const chunks = chunksOf(width, rows, CHUNK_ROWS);

const cpu = process.cpuUsage();
const busyMs = machineBusyMs();
const started = performance.now();
const lanes = Array.from(
  { length: connections },
  () => new ServerSession({ settings, tokens: null, purpose: 'bench', signal, log: SILENT }, async () => {}),
);
const [first] = lanes;
if (first === undefined) throw new Error('A load takes at least one connection.');
const query: Session['query'] = (sql, parameters) =>
  first.attempt((connection) => readRows(connection, sql, parameters));
const session: Session = { query, execute: async (sql, parameters) => (await query(sql, parameters)).rows.length };
const target = { table: tableName(width), batchId: BATCH_ID, columns: stagedNames(width) };
const writer = new SqlServerStagingWriter(target, catalogRows(width), lanes, session);
for (const chunk of chunks) await writer.append(chunk);
await writer.close();
for (const lane of lanes) lane.close();
const ms = performance.now() - started;
const { user, system } = process.cpuUsage(cpu);
const usage: LoadUsage = { ms, cpuMs: (user + system) / 1000, busyMs: machineBusyMs() - busyMs };
console.log(JSON.stringify(usage));
