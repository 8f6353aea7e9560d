import { Command } from 'commander';
import { EXIT_CODES } from '../core/errors.ts';
import { addCopyCommand } from './commands/copy.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addQuarantineCommand } from './commands/quarantine.ts';
import { addQueryCommand } from './commands/query.ts';
import { addRunCommand } from './commands/run.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addStatusCommand } from './commands/status.ts';
import { reportError } from './report-error.ts';
import type { Services } from './services.ts';
import { withoutPassword } from './warehouse-url.ts';

const HELP = `
Examples:
  storehouse demo
  storehouse run --config examples/shop/storehouse.config.ts
  storehouse query "SELECT month_start, revenue FROM mart.revenue_by_month" --warehouse duckdb:demo/warehouse.duckdb

Exit codes: 0 done · 1 failed · 2 wrong command line · 3 wrong configuration · 4 an input cannot be read ·
5 the warehouse cannot be used · 6 a check stopped the run · 130 interrupted

Documentation: README.md and docs/`;

/** Names a command as it is typed, e.g. `storehouse quarantine list`. */
function fullName(command: Command): string {
  return command.parent === null ? command.name() : `${fullName(command.parent)} ${command.name()}`;
}

function pointToHelp(command: Command): void {
  command.showHelpAfterError(`("${fullName(command)} --help" shows what it takes)`);
  for (const subcommand of command.commands) pointToHelp(subcommand);
}

export function createProgram(services: Services, version: string): Command {
  const { terminal } = services;
  const program = new Command('storehouse')
    .description(
      'Loads the files of a marketplace (orders, items, payments, reviews, catalogs, stock, support tickets) into a star schema.',
    )
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .helpCommand('help [command]', 'print the help of a command')
    .addHelpText('after', HELP)
    .configureOutput({
      writeOut: (text) => terminal.out(text.trimEnd()),
      writeErr: (text) => terminal.err(text.trimEnd()),
      outputError: (text, write) => write(withoutPassword(text.replace(/^error: /, 'Error USAGE: '))),
    })
    .exitOverride();
  const add = [
    addRunCommand,
    addStatusCommand,
    addQueryCommand,
    addPlanCommand,
    addQuarantineCommand,
    addCopyCommand,
    addSeedCommand,
    addDemoCommand,
  ];
  for (const addCommand of add) addCommand(program, services);
  pointToHelp(program);
  return program;
}

/** Runs one command line and returns the exit code; never throws. */
export async function runCommandLine(services: Services, version: string, args: readonly string[]): Promise<number> {
  const { signal, terminal } = services;
  const announce = (): void => terminal.err('Stopping cleanly; a second interrupt stops at once.');
  signal.addEventListener('abort', announce, { once: true });
  try {
    const program = createProgram(services, version);
    if (args.length === 0) {
      program.outputHelp({ error: true });
      return EXIT_CODES.usage;
    }
    await program.parseAsync([...args], { from: 'user' });
    return EXIT_CODES.succeeded;
  } catch (error) {
    return reportError(terminal, error, signal.aborted);
  } finally {
    signal.removeEventListener('abort', announce);
  }
}
