import { runCommandLine } from '../../cli/program.ts';
import { createTerminal } from '../../cli/terminal.ts';
import type { Finished } from './shop-folder.ts';

const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

function notReached(): never {
  throw new Error('A wrong command line must be refused before anything is opened.');
}

/** Runs a command line that needs neither a configuration nor a warehouse, without a process of its own. */
export async function runInProcess(args: readonly string[], directory: string): Promise<Finished> {
  const [out, err]: [string[], string[]] = [[], []];
  const services = {
    terminal: createTerminal({ write: (text) => out.push(text) }, { write: (text) => err.push(text) }),
    log: SILENT,
    clock: () => new Date(),
    signal: new AbortController().signal,
    packageDirectory: directory,
    currentDirectory: directory,
    loadConfig: notReached,
    checkWarehouse: notReached,
    isSameWarehouse: notReached,
    openWarehouse: notReached,
    readCopies: notReached,
    openBronze: notReached,
    openBronzeIn: notReached,
    openSources: notReached,
  };
  const code = await runCommandLine(services, '0.0.0', args);
  return { code, out: out.join(''), err: err.join('') };
}
