import { isIPv6 } from 'node:net';
import { ConfigurationError } from '../../core/errors.ts';
import { parseAuthentication } from './parse-authentication.ts';
import { DEFAULT_PORT, type SqlServerSettings } from './settings.ts';
import { type OptionProblem, UrlOptions } from './url-options.ts';

export const SQL_SERVER_URL_FORM = 'mssql://USER:PASSWORD@HOST:1433/DATABASE?option=value';

const ENCODING =
  'In user, password and database, write characters that mean something in a URL percent-encoded: @ as %40, : as %3A, / as %2F, ? as %3F, # as %23, % as %25, a blank as %20.';

/**
 * Stricter than the URL standard, which takes what it can: nothing behind the host may hold an `@`. Else a password
 * with `/` or `?` in it would be taken apart, and its rest would show up in a message as a database or an option.
 */
const URL_PARTS =
  /^(?:mssql|sqlserver):\/\/(?:(?<user>[^:@/?#]*)(?::(?<password>[^@/?#]*))?@)?(?<host>\[[^\]@/?#]*\]|[^\s:@/?#[\]\\;,=]*)(?::(?<port>\d*))?(?:\/(?<database>[^@?#]*))?(?:\?(?<options>[^@#]*))?$/i;

/** `Server=…;Database=…` of ADO.NET and ODBC, and `jdbc:sqlserver://…;databaseName=…`. */
const CONNECTION_STRING = /^jdbc:|(?:^|;)\s*(?:server|data source|address|addr|driver|provider|databasename)\s*=/i;

const ENCRYPTIONS = { true: 'on', false: 'off', strict: 'strict' } as const;
const MAX_BULK_CONNECTIONS = 16;
const DEFAULT_BULK_CONNECTIONS = 2;
const MAX_CONNECT_SECONDS = 600;
const DEFAULT_CONNECT_SECONDS = 15;
/** A week, well below what timers can count in milliseconds. */
const MAX_STATEMENT_SECONDS = 604_800;
const DEFAULT_STATEMENT_SECONDS = 3600;
const MAX_PORT = 65_535;

/** Whether a text is meant for SQL Server, in whatever form; {@link parseSqlServerUrl} says what is wrong with it. */
export function isMeantForSqlServer(text: string): boolean {
  return /^(?:mssql|sqlserver):/i.test(text) || CONNECTION_STRING.test(text);
}

/**
 * Settings from `mssql://user:password@host:1433/database?option=value`; `sqlserver:` means the same.
 *
 * @throws {ConfigurationError} with every problem; it shows the host, but neither user, password nor the whole URL.
 */
export function parseSqlServerUrl(url: string): SqlServerSettings {
  const parts = URL_PARTS.exec(url)?.groups;
  if (parts === undefined) throw unreadable(url);
  const problems: OptionProblem[] = [];
  const options = new UrlOptions(parts.options ?? '', problems);
  const decode = (name: string, text: string | undefined): string => {
    try {
      return decodeURIComponent(text ?? '');
    } catch {
      problems.push({ name, problem: 'a % must be followed by two hexadecimal digits; write a % itself as %25' });
      return '?';
    }
  };
  const database = (parts.database ?? '').replace(/\/$/, '');
  const place = parsePlace(parts.host ?? '', parts.port, options, problems);
  checkDatabase(database, problems);
  const settings = {
    ...place,
    database: decode('database', database),
    authentication: parseAuthentication(
      { user: decode('user', parts.user), password: decode('password', parts.password) },
      options,
    ),
    ...parseEncryption(options),
    bulkConnections: options.wholeNumber('bulkConnections', 1, MAX_BULK_CONNECTIONS, DEFAULT_BULK_CONNECTIONS),
    connectTimeoutMs:
      options.wholeNumber('connectTimeoutSeconds', 1, MAX_CONNECT_SECONDS, DEFAULT_CONNECT_SECONDS) * 1000,
    statementTimeoutMs:
      options.wholeNumber('statementTimeoutSeconds', 0, MAX_STATEMENT_SECONDS, DEFAULT_STATEMENT_SECONDS) * 1000,
  };
  if (problems.length === 0 && settings.authentication !== null) {
    return { ...settings, authentication: settings.authentication };
  }
  throw describe(parts.host ?? '', problems);
}

function unreadable(url: string): ConfigurationError {
  if (CONNECTION_STRING.test(url)) {
    return new ConfigurationError(
      `warehouse: this is a connection string of ADO.NET, ODBC or JDBC. Write it as a URL: ${SQL_SERVER_URL_FORM}\n${ENCODING}`,
    );
  }
  return new ConfigurationError(
    `warehouse: the URL of the SQL Server cannot be read. Write ${SQL_SERVER_URL_FORM}\n${ENCODING}`,
  );
}

function describe(host: string, problems: readonly OptionProblem[]): ConfigurationError {
  const server = host === '' ? 'the SQL Server' : `SQL Server ${host}`;
  const lines = problems.map(({ name, problem }) => `- ${name}: ${problem}`);
  return new ConfigurationError(
    `warehouse: the URL of ${server} has ${lines.length === 1 ? 'a problem' : `${lines.length} problems`}:\n${lines.join('\n')}\nWrite ${SQL_SERVER_URL_FORM}; docs/configuration.md lists the options.`,
    { context: { host, problems: problems.length } },
  );
}

function parsePlace(
  host: string,
  port: string | undefined,
  options: UrlOptions,
  problems: OptionProblem[],
): Pick<SqlServerSettings, 'host' | 'port' | 'instance'> {
  const name = host.startsWith('[') ? host.slice(1, -1) : host;
  if (host === '') problems.push({ name: 'host', problem: 'is missing' });
  else if (host.startsWith('[') && !isIPv6(name)) {
    problems.push({ name: 'host', problem: 'in brackets stands an IPv6 address, e.g. [::1]' });
  }
  const instance = options.text('instance');
  if (instance !== null && port !== undefined) {
    problems.push({ name: 'instance', problem: 'name the instance or the port, not both: the server tells its port' });
  }
  const number = port === undefined ? DEFAULT_PORT : Number(port);
  if (number < 1 || number > MAX_PORT) {
    problems.push({ name: 'port', problem: `is a whole number from 1 to ${MAX_PORT}; the default is ${DEFAULT_PORT}` });
  }
  return { host: name, port: instance === null ? number : null, instance };
}

/** A slash in the URL as it was typed; one that was percent-encoded is part of the name. */
function checkDatabase(typed: string, problems: OptionProblem[]): void {
  if (typed === '') {
    problems.push({ name: 'database', problem: 'is missing; write its name after the host, e.g. mssql://…@HOST/shop' });
  } else if (typed.includes('/')) {
    problems.push({ name: 'database', problem: 'is one name; write a / within it as %2F' });
  }
}

function parseEncryption(
  options: UrlOptions,
): Pick<SqlServerSettings, 'encryption' | 'trustServerCertificate' | 'certificateAuthorityFile'> {
  const encryption = ENCRYPTIONS[options.choice('encrypt', ['true', 'false', 'strict'], 'true')];
  const trustServerCertificate = options.choice('trustServerCertificate', ['true', 'false'], 'false') === 'true';
  const certificateAuthorityFile = options.text('ca');
  if (certificateAuthorityFile !== null && trustServerCertificate) {
    options.report('ca', 'has no use with trustServerCertificate=true, which checks no certificate; leave one out');
  }
  if (certificateAuthorityFile !== null && encryption === 'off') {
    options.report('ca', 'has no use with encrypt=false, which checks no certificate; leave one out');
  }
  return { encryption, trustServerCertificate, certificateAuthorityFile };
}
