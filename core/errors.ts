/** Identifiers and counts only: never secrets, never row values. */
export type ErrorContext = Readonly<Record<string, string | number | boolean | null>>;

export interface ErrorDetails {
  readonly retryable?: boolean;
  readonly context?: ErrorContext;
  readonly cause?: unknown;
  /** Stands for the message where readers of the warehouse see it: the message quotes values of rows. */
  readonly recordedMessage?: string;
}

/** Process exit codes. Scripts and schedulers branch on them, so their meaning never changes. */
export const EXIT_CODES = {
  succeeded: 0,
  failed: 1,
  usage: 2,
  configuration: 3,
  input: 4,
  warehouse: 5,
  check: 6,
  interrupted: 130,
} as const;

export type ExitCodeName = keyof typeof EXIT_CODES;

/**
 * Base of every error a user can meet. `code` is stable and has a row in `docs/errors.md`.
 * The message says what failed, with which value, and what to do next.
 */
export abstract class AppError extends Error {
  abstract readonly code: string;
  abstract readonly exit: ExitCodeName;
  readonly retryable: boolean;
  readonly context: ErrorContext;
  /** What the history of runs may keep, which readers of the warehouse see: never values of rows. */
  readonly recordedMessage: string;

  constructor(message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = new.target.name;
    this.retryable = details.retryable ?? false;
    this.context = details.context ?? {};
    this.recordedMessage = details.recordedMessage ?? message;
  }
}

/** The command line itself was wrong: an unknown flag, a missing argument, a bad number. */
export class UsageError extends AppError {
  readonly code = 'USAGE';
  readonly exit = 'usage';
}

/** The configuration file is missing, does not load, or holds wrong or unknown keys. */
export class ConfigurationError extends AppError {
  readonly code = 'CONFIGURATION';
  readonly exit = 'configuration';
}

/** The user or the operating system asked the process to stop. */
export class InterruptedError extends AppError {
  readonly code = 'INTERRUPTED';
  readonly exit = 'interrupted';
}

/** Something Storehouse asserts about its own work did not hold; nothing of the step was kept. */
export class InvariantError extends AppError {
  readonly code = 'INVARIANT';
  readonly exit = 'failed';
}

/** Errors of input files and of other sources. */
export abstract class SourceError extends AppError {
  readonly exit = 'input';
}

/** No file matched what a feed names, or a named file is not there. */
export class SourceFileMissingError extends SourceError {
  readonly code = 'SOURCE_FILE_MISSING';
}

/** A file is there but cannot be read: permissions, a damaged gzip, a Parquet file cut short. */
export class SourceFileUnreadableError extends SourceError {
  readonly code = 'SOURCE_FILE_UNREADABLE';
}

/** A file's header lacks a mapped column, or the file is separated by something else than configured. */
export class SourceColumnsError extends SourceError {
  readonly code = 'SOURCE_COLUMNS';
}

/** A file looks different than before, and the entity's contract mode is `freeze`. */
export class ContractFrozenError extends SourceError {
  readonly code = 'CONTRACT_FROZEN';
}

/** A complete file lacks so many of the stored keys that it is more likely broken than right. */
export class CompleteFileShrunkError extends SourceError {
  readonly code = 'COMPLETE_FILE_SHRUNK';
}

/** No bronze is where a warehouse is to be rebuilt from. */
export class BronzeMissingError extends SourceError {
  readonly code = 'BRONZE_MISSING';
}

/** A file of the bronze is missing, differs from what was written, or cannot be read. */
export class BronzeDamagedError extends SourceError {
  readonly code = 'BRONZE_DAMAGED';
}

/** The bronze does not hold every batch of its warehouse, so that a rebuilt one would differ. */
export class BronzeIncompleteError extends SourceError {
  readonly code = 'BRONZE_INCOMPLETE';
}

/** Errors of the warehouse. */
export abstract class WarehouseError extends AppError {
  readonly exit = 'warehouse';
}

/** Another process is writing to the warehouse. */
export class WarehouseLockedError extends WarehouseError {
  readonly code = 'WAREHOUSE_LOCKED';
}

/** The warehouse cannot be opened: no such folder, not a database, damaged. */
export class WarehouseUnreadableError extends WarehouseError {
  readonly code = 'WAREHOUSE_UNREADABLE';
}

/** The server of the warehouse did not answer, or went away and did not come back in time. */
export class WarehouseUnreachableError extends WarehouseError {
  readonly code = 'WAREHOUSE_UNREACHABLE';
}

/** The server of the warehouse refused the login. */
export class WarehouseLoginError extends WarehouseError {
  readonly code = 'WAREHOUSE_LOGIN';
}

/** The login may not do what is needed. */
export class WarehousePermissionError extends WarehouseError {
  readonly code = 'WAREHOUSE_PERMISSION';
}

/** The server is too old, or lacks something that Storehouse needs. */
export class WarehouseUnsupportedError extends WarehouseError {
  readonly code = 'WAREHOUSE_UNSUPPORTED';
}

/** A statement failed inside the warehouse; its transaction was rolled back. */
export class WarehouseStatementError extends WarehouseError {
  readonly code = 'WAREHOUSE_STATEMENT';
}

/** The embedded engine needs more memory than it may use; its transaction was rolled back. */
export class WarehouseMemoryError extends WarehouseError {
  readonly code = 'WAREHOUSE_MEMORY';
}

/** The warehouse differs from the model in a way that would lose data; needs an explicit flag. */
export class SchemaDestructiveError extends WarehouseError {
  readonly code = 'SCHEMA_DESTRUCTIVE';
}

/** The bronze holds batches that this warehouse does not know: it belongs to another, or to one that was lost. */
export class BronzeForeignError extends WarehouseError {
  readonly code = 'BRONZE_FOREIGN';
}

/** The bronze cannot be written. */
export class BronzeUnwritableError extends WarehouseError {
  readonly code = 'BRONZE_UNWRITABLE';
}

/** A warehouse is to be rebuilt where one is already. */
export class RebuildRefusedError extends WarehouseError {
  readonly code = 'REBUILD_REFUSED';
}

/** Rebuilding the warehouse was begun and has not been finished. */
export class RebuildUnfinishedError extends WarehouseError {
  readonly code = 'REBUILD_UNFINISHED';
}

/** A check with severity `stop` found rows. */
export class CheckStoppedError extends AppError {
  readonly code = 'CHECK_STOPPED';
  readonly exit = 'check';
}
