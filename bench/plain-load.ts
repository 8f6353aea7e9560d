import { readFileSync } from 'node:fs';
import { DuckDBInstance } from '@duckdb/node-api';

/** `node bench/plain-load.ts <script> <folder of the files> <database file>`: what a plain script does. */
const [script = '', directory = '', database = ''] = process.argv.slice(2);
const statements = readFileSync(script, 'utf8').split(/;\s*\n/);
const instance = await DuckDBInstance.create(database);
const connection = await instance.connect();
await connection.run('SET VARIABLE dir = $directory', { directory });
for (const sql of statements) if (sql.trim() !== '') await connection.run(sql);
connection.closeSync();
instance.closeSync();
