import { Command, CommanderError } from 'commander';
import { AppError, EXIT_CODES, InterruptedError } from '../core/errors.ts';
import { addDemoCommand } from './commands/demo.ts';
import { addPlanCommand } from './commands/plan.ts';
import { addQuarantineCommand } from './commands/quarantine.ts';
import { addQueryCommand } from './commands/query.ts';
import { addRunCommand } from './commands/run.ts';
import { addSeedCommand } from './commands/seed.ts';
import { addStatusCommand } from './commands/status.ts';
import type { Services } from './services.ts';

const EXIT_HELP = `
Exit codes: 0 done · 1 failed · 2 wrong command line · 3 wrong configuration · 4 an input cannot be read ·
5 the warehouse cannot be used · 6 a check stopped the run · 130 interrupted

Documentation: README.md and docs/`;

export function createProgram(services: Services, version: string): Command {
  const program = new Command('storehouse')
    .description('Loads a marketplace into a star schema: files now, SQL Server, MongoDB and Kafka by configuration.')
    .version(version, '--version', 'print the version')
    .helpOption('-h, --help', 'print this help')
    .addHelpText('after', EXIT_HELP)
    .showHelpAfterError('(storehouse --help lists the commands and options)')
    .configureOutput({ writeErr: (text) => services.terminal.err(text.trimEnd()) })
    .exitOverride();
  const add = [
    addRunCommand,
    addStatusCommand,
    addQueryCommand,
    addPlanCommand,
    addQuarantineCommand,
    addSeedCommand,
    addDemoCommand,
  ];
  for (const addCommand of add) addCommand(program, services);
  return program;
}

/** The error's message and, where there is one, the code to look up; a stack only for what nobody foresaw. */
function report(services: Services, error: unknown): number {
  const { terminal, signal } = services;
  terminal.clearProgress();
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.succeeded : EXIT_CODES.usage;
  if (error instanceof InterruptedError || (signal.aborted && error instanceof AppError)) {
    terminal.err('Interrupted. What was complete is kept; run the same command again to go on.');
    return EXIT_CODES.interrupted;
  }
  if (error instanceof AppError) {
    terminal.err(`Error ${error.code}: ${error.message}`);
    return EXIT_CODES[error.exit];
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`Unexpected error. This is a defect of Storehouse; please report it.\n${text}`);
  return EXIT_CODES.failed;
}

/** Runs one command line and returns the exit code; never throws. */
export async function runCommandLine(services: Services, version: string, args: readonly string[]): Promise<number> {
  try {
    const program = createProgram(services, version);
    if (args.length === 0) {
      program.outputHelp();
      return EXIT_CODES.usage;
    }
    await program.parseAsync([...args], { from: 'user' });
    return EXIT_CODES.succeeded;
  } catch (error) {
    return report(services, error);
  }
}
