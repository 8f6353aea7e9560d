import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/** `node bench/plain-load.ts <directory of the files> <database file>`: runs `plain-fecom.sql` as a script would. */
const [directory = '', database = ''] = process.argv.slice(2);
const statements = readFileSync(new URL('plain-fecom.sql', import.meta.url), 'utf8').split(/;\s*\n/);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run('SET VARIABLE dir = $directory', { directory });
for (const sql of statements.filter((text) => text.trim() !== '')) await connection.run(sql);
connection.closeSync();
instance.closeSync();
