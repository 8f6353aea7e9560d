import type { TokenProvider } from '../../connect/entra/tokens.ts';
import type { SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import { AppError } from '../../core/errors.ts';
import type { LogFields, Logger } from '../../core/logger.ts';
import type { RetryPolicy } from '../../core/retry.ts';
import {
  type OpenedSqlServer,
  openSqlServerWarehouse,
  type SqlServerServices,
} from '../../dwh/sqlserver/open-sqlserver-warehouse.ts';
import { ServerSession } from '../../dwh/sqlserver/server-session.ts';
import type { SqlServerWarehouse } from '../../dwh/sqlserver/sqlserver-warehouse.ts';
import type { Answer } from '../tds-server/answers.ts';
import type { Connection, Script } from '../tds-server/connection.ts';
import type { Request } from '../tds-server/requests.ts';
import { TdsServer } from '../tds-server/server.ts';
import { ScriptedDatabase } from './scripted-database.ts';

export const PASSWORD = 'S3cret/päss';

/** The policy's four attempts, without the waits. */
export const PATIENCE: RetryPolicy = { attempts: 4, firstDelayMs: 1, maxDelayMs: 2 };

/**
 * What a server does otherwise than a healthy one. Nothing leaves the request to `healthy`, which executes it; a test
 * that wants the effect without the answer calls it by itself.
 */
export type Fault = (
  request: Request,
  healthy: () => Answer | undefined,
  connection: Connection,
) => Answer | undefined | Promise<Answer | undefined>;

export interface ScriptedOptions extends Omit<Script, 'onRequest'> {
  readonly database?: ScriptedDatabase;
  readonly fault?: Fault;
}

/** A scripted server with a database on it that can be opened as a warehouse. */
export class ScriptedWarehouse {
  readonly server: TdsServer;
  readonly database: ScriptedDatabase;
  /** Warnings logged, e.g. of every new attempt. */
  readonly warnings: LogFields[] = [];
  readonly controller = new AbortController();
  readonly #opened: OpenedSqlServer[] = [];

  private constructor(server: TdsServer, database: ScriptedDatabase) {
    this.server = server;
    this.database = database;
  }

  static async start(options: ScriptedOptions = {}): Promise<ScriptedWarehouse> {
    const { database = new ScriptedDatabase(), fault = () => undefined, ...script } = options;
    const server = await TdsServer.start({
      ...script,
      onRequest: async (request, connection) => {
        const healthy = (): Answer | undefined => database.answer(request, connection);
        return (await fault(request, healthy, connection)) ?? healthy();
      },
    });
    return new ScriptedWarehouse(server, database);
  }

  settings(changes: Partial<SqlServerSettings> = {}): SqlServerSettings {
    return {
      host: 'localhost',
      port: this.server.port,
      instance: null,
      database: 'shop',
      authentication: { kind: 'sql', user: 'loader', password: PASSWORD },
      encryption: 'off',
      trustServerCertificate: false,
      certificateAuthorityFile: null,
      bulkConnections: 2,
      connectTimeoutMs: 5000,
      statementTimeoutMs: 0,
      ...changes,
    };
  }

  async open(
    mode: 'read' | 'write' | 'plan' = 'write',
    changes: Partial<SqlServerSettings> = {},
    services: Partial<SqlServerServices> = {},
  ): Promise<SqlServerWarehouse> {
    const opened = await openSqlServerWarehouse(this.settings(changes), mode, {
      log: this.#log(),
      signal: this.controller.signal,
      security: null,
      showDeviceCode: () => {},
      patience: PATIENCE,
      ...services,
    });
    this.#opened.push(opened);
    return opened.warehouse;
  }

  /** A session by itself, which logs in with tokens. To be closed by whoever wanted it. */
  session(tokens: TokenProvider): ServerSession {
    const settings = this.settings({
      encryption: 'on',
      trustServerCertificate: true,
      authentication: { kind: 'managed-identity', clientId: null },
    });
    const { signal } = this.controller;
    const options = { settings, tokens, purpose: 'write', signal, log: this.#log(), patience: PATIENCE };
    return new ServerSession(options, async () => {});
  }

  /** How many requests there were of a kind that the adapter sends. */
  count(kind: 'begin' | 'commit' | 'lock' | 'bulk' | 'login'): number {
    if (kind === 'login') return this.server.connections.length;
    return this.server.requests.filter(({ request }) => {
      if (request.kind === 'transaction') return request.action === kind;
      if (kind === 'lock') return 'sql' in request && request.sql.includes('sp_getapplock');
      return request.kind === kind;
    }).length;
  }

  /** The connections by which a statement came, in order. */
  connectionsOf(sql: string): readonly number[] {
    return this.server.requests.filter(({ request }) => isStatement(request, sql)).map(({ connection }) => connection);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const { warehouse } of this.#opened) await warehouse.close();
    await this.server.stop();
  }

  #log(): Logger {
    const ignore = (): void => {};
    return {
      debug: ignore,
      info: ignore,
      warn: (_, fields) => void this.warnings.push(fields ?? {}),
      error: ignore,
    };
  }
}

export function isStatement(request: Request, sql: string): boolean {
  return (request.kind === 'rpc' || request.kind === 'batch') && request.sql === sql;
}

export function isCommit(request: Request): boolean {
  return request.kind === 'transaction' && request.action === 'commit';
}

/** Lets a fault strike the first so many times only. */
export function times(count: number, isStruck: (request: Request) => boolean, fault: Fault): Fault {
  let left = count;
  return (request, healthy, connection) => {
    if (left === 0 || !isStruck(request)) return undefined;
    left -= 1;
    return fault(request, healthy, connection);
  };
}

/** The error that a promise is rejected with, which has to be one of ours. */
export async function failureOf(work: Promise<unknown>): Promise<AppError> {
  try {
    await work;
  } catch (error) {
    if (error instanceof AppError) return error;
    throw error;
  }
  throw new Error('Nothing failed.');
}
