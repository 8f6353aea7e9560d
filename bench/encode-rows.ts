import { type BulkLoad, Connection, TYPES } from 'tedious';
import { BulkLoadPayload } from 'tedious/lib/bulk-load-payload.js';
import { rowsOf } from '../dwh/sqlserver/bulk-rows.ts';
import { BATCH_ID, CHUNK_ROWS, catalogRows, chunksOf, tableName } from './bulk-shape.ts';
import type { EncodedRows } from './measure-encoder.ts';

/**
 * `node bench/encode-rows.ts <columns> <rows>`: from chunks to the bytes of bulk loads, with nobody to
 * send them to; prints JSON. The driver's own code does it, from behind its public face: its version is pinned.
 */
const [width = 0, rows = 0] = process.argv.slice(2).map(Number);
const WARM_UP_ROWS = 50_000;
const TYPE_OF = { int: TYPES.Int, bigint: TYPES.BigInt, date: TYPES.Date } as const;

function isWhole(type: string): type is keyof typeof TYPE_OF {
  return type in TYPE_OF;
}

function createBulkLoad(connection: Connection): BulkLoad {
  const bulk = connection.newBulkLoad(tableName(width), { keepNulls: true, lockTable: true }, () => {});
  for (const [name, type, length, isNullable] of catalogRows(width)) {
    const [known, nullable] = [String(type), isNullable === 'YES'];
    if (isWhole(known)) bulk.addColumn(String(name), TYPE_OF[known], { nullable });
    else if (known === 'nvarchar') bulk.addColumn(String(name), TYPES.NVarChar, { nullable, length: Number(length) });
    else bulk.addColumn(String(name), TYPES.DateTime2, { nullable, scale: 3 });
  }
  return bulk;
}

async function encode(count: number): Promise<EncodedRows> {
  const chunks = chunksOf(width, count, CHUNK_ROWS);
  // Never told to connect.
  const connection = new Connection({ server: 'nowhere', options: { useUTC: true } });
  const cpu = process.cpuUsage();
  const started = performance.now();
  let bytes = 0;
  let firstRowId = 1;
  for (const chunk of chunks) {
    const payload = new BulkLoadPayload(createBulkLoad(connection), rowsOf({ chunk, firstRowId }, BATCH_ID));
    for await (const piece of payload) bytes += piece.length;
    firstRowId += chunk.rowCount;
  }
  const ms = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { rows: count, ms, cpuMs: (user + system) / 1000, bytes };
}

await encode(WARM_UP_ROWS);
console.log(JSON.stringify(await encode(rows)));
