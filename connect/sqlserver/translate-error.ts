import {
  type AppError,
  type ErrorContext,
  InterruptedError,
  WarehouseLoginError,
  WarehousePermissionError,
  WarehouseStatementError,
  WarehouseUnreachableError,
} from '../../core/errors.ts';
import {
  CERTIFICATE_PROBLEMS,
  type CertificateProblem,
  meaningOf,
  NO_DATABASE,
  QUOTES_VALUES,
  UNKNOWN_HOST,
} from './error-table.ts';
import { locationOf, type SqlServerSettings } from './settings.ts';

/** Longest piece of a statement that an error quotes. */
const QUOTED_SQL = 300;

/** Codes of the driver for a connection that is gone, whatever was going on. */
const LOST_CONNECTION: ReadonlySet<string> = new Set([
  'ECLOSE',
  'ECONNABORTED',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'EINVALIDSTATE',
  'EPIPE',
  'ESOCKET',
  'ETIMEDOUT',
]);

/** Every error below this one: causes, and the parts of an aggregate. */
function* chainOf(error: unknown): Generator<Error> {
  if (!(error instanceof Error)) return;
  yield error;
  if (error instanceof AggregateError) for (const part of error.errors) yield* chainOf(part);
  yield* chainOf(error.cause);
}

function codesOf(error: unknown): readonly string[] {
  return [...chainOf(error)].flatMap((one) => ('code' in one && typeof one.code === 'string' ? [one.code] : []));
}

function numberOf(error: unknown): number | undefined {
  for (const one of chainOf(error)) if ('number' in one && typeof one.number === 'number') return one.number;
  return undefined;
}

function reasonOf(error: unknown): string {
  const messages = [...chainOf(error)].map(({ message }) => message.trim()).filter((message) => message !== '');
  return [...new Set(messages)][0] ?? String(error);
}

/** What the system said: the driver's own words around it do not tell refused from unanswered. */
function innermostReasonOf(error: unknown): string {
  const last = [...chainOf(error)].findLast(({ message }) => message.trim() !== '');
  return last?.message.trim() ?? String(error);
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}

/** The server's own words, where it said any before it closed the connection. */
export interface ServerMessage {
  readonly number: number;
  readonly message: string;
}

function loginError(settings: SqlServerSettings, said: ServerMessage, cause: unknown): AppError {
  const location = locationOf(settings);
  const context = { location, number: said.number };
  const reason = `${sentence(said.message)} (error ${said.number})`;
  if (meaningOf(said.number) === 'transient') {
    return new WarehouseUnreachableError(
      `${location} is not available just now: ${reason} Run the command again when it is.`,
      { retryable: true, context, cause },
    );
  }
  const hint = NO_DATABASE.has(said.number)
    ? `Create the database "${settings.database}", correct its name, or ask the DBA to let the login use it.`
    : 'Check the user and the password; in a URL, characters such as @ : / ? # are percent-encoded.';
  return new WarehouseLoginError(`${location} refused the login: ${reason} ${hint}`, { context, cause });
}

function certificateError(
  settings: SqlServerSettings,
  { problem, advice }: CertificateProblem,
  cause: unknown,
): AppError {
  const location = locationOf(settings);
  return new WarehouseUnreachableError(
    `${location} is encrypted with a certificate that cannot be verified: ${problem}. ${advice}; on a machine of your own, trustServerCertificate=true takes any certificate.`,
    { context: { location }, cause },
  );
}

function encryptionError(settings: SqlServerSettings, cause: unknown): AppError {
  const location = locationOf(settings);
  const hint =
    settings.encryption === 'off'
      ? 'Leave out encrypt=false.'
      : 'Set up a certificate on the server; encrypt=false sends passwords and data in the clear.';
  return new WarehouseUnreachableError(
    `${location} and this program do not agree on encryption: ${sentence(reasonOf(cause))} ${hint}`,
    { context: { location }, cause },
  );
}

/** Why a connection could not be opened. `said` is what the server reported before it hung up. */
export function connectError(
  settings: SqlServerSettings,
  cause: unknown,
  said: ServerMessage | undefined,
  timeoutMs: number,
): AppError {
  if (said !== undefined) return loginError(settings, said, cause);
  const codes = codesOf(cause);
  const [certificate] = codes.flatMap((code) => CERTIFICATE_PROBLEMS.get(code) ?? []);
  if (certificate !== undefined) return certificateError(settings, certificate, cause);
  if (codes.includes('EENCRYPT')) return encryptionError(settings, cause);
  const location = locationOf(settings);
  if (codes.some((code) => UNKNOWN_HOST.has(code))) {
    return new WarehouseUnreachableError(
      `The host "${settings.host}" of ${location} is not known. Correct it in the warehouse's URL.`,
      { context: { location }, cause },
    );
  }
  const reason = codes.includes('ETIMEOUT')
    ? `no answer within ${timeoutMs / 1000} s.`
    : sentence(innermostReasonOf(cause));
  return new WarehouseUnreachableError(
    `${location} cannot be reached: ${reason} Check that the server runs, takes TCP connections and that no firewall stands between.`,
    { retryable: true, context: { location }, cause },
  );
}

export interface FailedStatement {
  readonly sql: string;
  readonly settings: SqlServerSettings;
  readonly isCancelled: boolean;
  /** One that took too long may be done all the same, as if its connection had been lost. */
  readonly isCommit: boolean;
}

function quoted(sql: string): string {
  return sql.length > QUOTED_SQL ? `${sql.slice(0, QUOTED_SQL)} …` : sql;
}

function statementByNumber(failed: FailedStatement, number: number, cause: unknown): AppError {
  const location = locationOf(failed.settings);
  const context: ErrorContext = { location, number };
  const reason = `${sentence(reasonOf(cause))} (error ${number})`;
  const statement = `Statement: ${quoted(failed.sql)}`;
  switch (meaningOf(number)) {
    case 'transient':
      return new WarehouseStatementError(
        `The warehouse gave a statement up, and so did every new attempt: ${reason} Run the command again.\n${statement}`,
        { retryable: true, context, cause },
      );
    case 'permission':
      return new WarehousePermissionError(
        `The login may not do this in ${location}: ${reason} Ask the DBA to make it a member of storehouse_loader (to load) or storehouse_reader (to read); schema changes need more, see docs/servers.md.\n${statement}`,
        { context, cause },
      );
    case 'space':
      return new WarehouseStatementError(
        `${location} has no room left: ${reason} Make room, then run the command again.\n${statement}`,
        { context, cause },
      );
    case 'limit':
      return new WarehouseStatementError(
        `${location} ended a transaction that took more than it may: ${reason} Load fewer files at a time, or scale the database up (log, tempdb, memory); the same again would end the same.\n${statement}`,
        { context, cause },
      );
    case 'read-only':
      return new WarehouseStatementError(
        `${location} takes no changes: ${reason} If the database has failed over, the connection has reached a read-only replica: name the listener or the primary in the warehouse's URL. Else ask the DBA why it is read-only.\n${statement}`,
        { context, cause },
      );
    default:
      return new WarehouseStatementError(`The warehouse refused a statement: ${reason}\n${statement}`, {
        context,
        cause,
        ...(QUOTES_VALUES.has(number)
          ? { recordedMessage: `The warehouse refused a statement (error ${number}).\n${statement}` }
          : {}),
      });
  }
}

/** Why a statement failed. A lost connection is `retryable`: whoever sent the statement knows whether it may be sent again. */
export function statementError(failed: FailedStatement, cause: unknown): AppError {
  if (failed.isCancelled) {
    return new InterruptedError('The running statement was cancelled; nothing of its transaction was kept.', { cause });
  }
  const number = numberOf(cause);
  if (number !== undefined) return statementByNumber(failed, number, cause);
  const location = locationOf(failed.settings);
  const codes = codesOf(cause);
  if (codes.includes('ETIMEOUT')) {
    return new WarehouseStatementError(
      `A statement did not end within ${failed.settings.statementTimeoutMs / 1000} s and was cancelled. Look at what blocks it, or raise statementTimeoutSeconds.\nStatement: ${quoted(failed.sql)}`,
      { retryable: failed.isCommit, context: { location }, cause },
    );
  }
  if (codes.some((code) => LOST_CONNECTION.has(code))) {
    return new WarehouseUnreachableError(
      `The connection to ${location} was lost and could not be made again: ${sentence(reasonOf(cause))} Run the command again when the server is back; it goes on from what is complete.`,
      { retryable: true, context: { location }, cause },
    );
  }
  return new WarehouseStatementError(
    `The warehouse refused a statement: ${sentence(reasonOf(cause))}\nStatement: ${quoted(failed.sql)}`,
    { context: { location }, cause },
  );
}
