import { meaningOf, NO_DATABASE } from '../../connect/sqlserver/error-table.ts';
import { locationOf, type SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import { type ConnectOptions, SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import { type AppError, InvariantError, WarehouseLoginError, WarehouseUnreachableError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { type RetryPolicy, retry } from '../../core/retry.ts';

/**
 * Deadlocks pass in a moment, a failover or a restart in a minute: waits of 0.2 s, 0.4 s … 30 s at most, half of that
 * on average, add up to some 100 s before a server counts as gone.
 */
const PATIENCE: RetryPolicy = { attempts: 14, firstDelayMs: 200, maxDelayMs: 30_000 };

export interface SessionOptions extends ConnectOptions {
  readonly settings: SqlServerSettings;
  readonly log: Logger;
  readonly patience?: RetryPolicy;
  /** Shows a person that there is a pause, and why. */
  tell?(message: string): void;
  /** Another connection of this process has been let in, so that what refuses this one may pass. */
  readonly isLetIn?: boolean;
}

/** Shorter pauses are over before anybody has read of them. */
const WORTH_TELLING_MS = 1000;

/** What has to be so before a new connection is used, such as holding a lock. */
export type Prepare = (connection: SqlServerConnection, isFirst: boolean) => Promise<void>;

/**
 * A login that is refused for what may pass. What names a wrong password, a firewall or the like is not asked again: that
 * would lock accounts. Other servers that speak T-SQL have numbers of their own for "shutting down".
 */
function mayBeLetIn(error: AppError): boolean {
  const { number } = error.context;
  if (!(error instanceof WarehouseLoginError) || typeof number !== 'number') return false;
  return NO_DATABASE.has(number) || meaningOf(number) !== 'login';
}

/** A connection that is made again when it is lost. */
export class ServerSession {
  readonly #options: SessionOptions;
  readonly #prepare: Prepare;
  #connection: SqlServerConnection | undefined;
  #isFirst = true;
  /** The server was waited for in vain; what is tried after that, such as noting the end of the run, is tried once. */
  #isGivenUp = false;
  readonly #closing = new AbortController();
  /** Raised by an interruption and by `close`: neither waits for a server, or leaves a connection behind. */
  readonly #signal: AbortSignal;

  constructor(options: SessionOptions, prepare: Prepare) {
    this.#options = options;
    this.#prepare = prepare;
    this.#signal = AbortSignal.any([options.signal, this.#closing.signal]);
  }

  /** Connects now. Only what the server itself calls transient is tried again: a wrong address must fail at once. */
  async open(): Promise<void> {
    await this.#retry(
      async () => void (await this.#current()),
      (error) => error.retryable && error.context.number !== undefined,
    );
  }

  /** Runs `work` on an open connection, and again from its start when it fails with what is `retryable`. */
  attempt<T>(work: (connection: SqlServerConnection) => Promise<T>): Promise<T> {
    return this.#retry(
      async () => work(await this.#current()),
      // While a server stops or starts, logins are refused; this one was let in before.
      (error) => error.retryable || ((this.#options.isLetIn === true || !this.#isFirst) && mayBeLetIn(error)),
    );
  }

  cancel(): void {
    this.#connection?.cancel();
  }

  close(): void {
    this.#closing.abort();
    this.#connection?.close();
  }

  async #current(): Promise<SqlServerConnection> {
    if (this.#connection?.isOpen === true) return this.#connection;
    if (this.#closing.signal.aborted) throw new InvariantError('A connection was used after it had been closed.');
    const options = { ...this.#options, signal: this.#signal };
    const connection = await SqlServerConnection.open(options.settings, options);
    this.#connection = connection;
    try {
      await this.#prepare(connection, this.#isFirst);
    } catch (error) {
      connection.close();
      throw error;
    }
    this.#isFirst = false;
    return connection;
  }

  async #retry<T>(work: () => Promise<T>, isWorthIt: (error: AppError) => boolean): Promise<T> {
    const { patience = PATIENCE } = this.#options;
    try {
      const result = await retry(work, {
        policy: this.#isGivenUp ? { ...patience, attempts: 1 } : patience,
        random: Math.random,
        signal: this.#signal,
        isWorthIt,
        onRetry: (error, attempt, waitMs) => this.#noteRetry(error, attempt, waitMs),
      });
      this.#isGivenUp = false;
      return result;
    } catch (error) {
      this.#isGivenUp = error instanceof WarehouseUnreachableError || error instanceof WarehouseLoginError;
      throw error;
    }
  }

  #noteRetry(error: AppError, attempt: number, waitMs: number): void {
    const { log, purpose, settings, tell } = this.#options;
    // Whatever the driver thinks of it, a connection that was lost once is not used again.
    if (error instanceof WarehouseUnreachableError) this.#connection?.close();
    log.warn('warehouse failed for a moment, trying again', {
      purpose,
      code: error.code,
      number: Number(error.context.number ?? 0),
      attempt,
      waitMs,
    });
    if (waitMs < WORTH_TELLING_MS) return;
    const reason =
      error.context.number === undefined ? 'does not answer' : `is not ready (error ${error.context.number})`;
    tell?.(`  ${locationOf(settings)} ${reason}; trying again in ${Math.round(waitMs / 1000)} s`);
  }
}
