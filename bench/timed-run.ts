import { setFlagsFromString } from 'node:v8';
import { loadConfig } from '../core/config/load-config.ts';
import { resolveFeeds } from '../etl/feeds.ts';
import { measureRun } from './run-once.ts';

// As the command line has it, in cli/bin.js.
setFlagsFromString('--heap-growing-percent=20');
/** `node bench/timed-run.ts <configuration> <warehouse file>`: one run; prints its steps and statements as JSON. */
const [configPath = '', file = ''] = process.argv.slice(2);
const loaded = await loadConfig(configPath);
console.log(JSON.stringify(await measureRun(loaded, resolveFeeds(loaded.config), file)));
