import { CommanderError } from 'commander';
import { AppError, EXIT_CODES, InterruptedError } from '../core/errors.ts';
import { systemErrorText } from './system-error.ts';
import type { Terminal } from './terminal.ts';

/** Whether an error is what an interruption looks like where it came through. */
function isInterruption(error: unknown, isInterrupted: boolean): boolean {
  if (error instanceof InterruptedError) return true;
  return isInterrupted && (error instanceof AppError || (error instanceof Error && error.name === 'AbortError'));
}

/** Says what went wrong and returns the exit code; a stack is shown only for what nobody foresaw. */
export function reportError(terminal: Terminal, error: unknown, isInterrupted: boolean): number {
  terminal.clearProgress();
  // The parser has printed its message already.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT_CODES.succeeded : EXIT_CODES.usage;
  if (isInterruption(error, isInterrupted)) {
    terminal.err(`Interrupted. ${error instanceof InterruptedError ? error.message : 'Run the same command again.'}`);
    return EXIT_CODES.interrupted;
  }
  if (error instanceof AppError) {
    terminal.err(`Error ${error.code}: ${error.message}`);
    return EXIT_CODES[error.exit];
  }
  const refused = systemErrorText(error);
  if (refused !== null && error instanceof Error) {
    terminal.err(`Error: the system refused a file operation, ${refused}: ${error.message}`);
    return EXIT_CODES.failed;
  }
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  terminal.err(`Unexpected error. This is a defect of Storehouse; please report it.\n${text}`);
  return EXIT_CODES.failed;
}
