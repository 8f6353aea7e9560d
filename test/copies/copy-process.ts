/**
 * What another process does with a warehouse file and its copies: `node copy-process.ts <task> <file> [moment]`.
 * Says `ready` on a line of its own when it is in the middle of it.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { openDatabase } from '../../connect/duckdb/open-database.ts';
import { WarehouseLockedError } from '../../core/errors.ts';
import { copyFolder, copyName, partialName } from '../../dwh/duckdb/copy-names.ts';
import { DuckDbReadCopies } from '../../dwh/duckdb/read-copies.ts';
import { NOW } from './database-file.ts';

const MEMORY_LIMIT = 400;
const [task = '', file = '', moment = ''] = process.argv.slice(2);

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}

/** Says how the number of rows is each time it is asked, in any words. */
async function answer(): Promise<void> {
  const { connection } = await openDatabase(file, 'read', MEMORY_LIMIT);
  say('ready');
  for await (const _ of process.stdin) {
    const rows = await (await connection.run('SELECT COUNT(*)::INTEGER FROM ops.sample')).getRows();
    say(`${String(rows[0]?.[0])} rows`);
  }
}

/** Commits a row, which is in the log only, and is killed. */
async function leaveLog(): Promise<void> {
  const { connection } = await openDatabase(file, 'write', MEMORY_LIMIT);
  await connection.run("INSERT INTO ops.sample VALUES (-1, 'logged')");
  die();
}

async function tryToWrite(): Promise<void> {
  try {
    (await openDatabase(file, 'write', MEMORY_LIMIT)).close();
    say('could write');
  } catch (error) {
    if (!(error instanceof WarehouseLockedError)) throw error;
    say('was locked out');
  }
}

/** Dies when the copy has some of the bytes but not all. Where a file system clones, it never has. */
function dieHalfway(): void {
  const partial = partialName(join(copyFolder(file), copyName(file, NOW)), process.pid);
  const { size } = statSync(file);
  const look = (): void => {
    const copied = statSync(partial, { throwIfNoEntry: false })?.size ?? 0;
    if (copied > 0 && copied < size) die();
    setImmediate(look);
  };
  look();
}

async function publish(): Promise<void> {
  const copies = new DuckDbReadCopies(file);
  const published = copies.publish({
    keep: 1,
    now: NOW,
    onStep: (step) => {
      if (moment === step || (moment === 'halfway' && step === 'copied')) die();
      if (moment === 'halfway' && step === 'copying') dieHalfway();
    },
  });
  await published.catch((error: unknown) => {
    if (!(error instanceof WarehouseLockedError)) throw error;
    say('was locked out');
  });
}

if (task === 'answer') await answer();
else if (task === 'leave log') await leaveLog();
else if (task === 'try to write') await tryToWrite();
else if (task === 'publish') await publish();
else throw new Error(`There is no task "${task}".`);
