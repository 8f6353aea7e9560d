import { readFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { getCACertificates } from 'node:tls';
import type { ConnectionConfiguration } from 'tedious';
import { ConfigurationError, InvariantError } from '../../core/errors.ts';
import type { SqlServerSettings } from './settings.ts';

/** The largest packet the protocol knows: a server far away is waited for less often. */
const PACKET_BYTES = 32_767;
const CANCEL_MS = 5000;

export interface DriverOptions {
  /** Shown to DBAs in the list of sessions. */
  readonly purpose: string;
  readonly cancelTimeoutMs?: number;
}

function authenticationOf(
  { authentication }: SqlServerSettings,
  token: string | null,
): NonNullable<ConnectionConfiguration['authentication']> {
  if (authentication.kind === 'sql') {
    const { user, password } = authentication;
    return { type: 'default', options: { userName: user, password } };
  }
  if (token === null) throw new InvariantError('A connection with Entra ID needs a token.');
  return { type: 'azure-active-directory-access-token', options: { token } };
}

/** A list of authorities takes the place of Node's own, which NODE_EXTRA_CA_CERTS and its options have added to. */
function authorities(file: string): string[] {
  return [...getCACertificates('default'), readAuthority(file)];
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (cause) {
    throw new ConfigurationError(`The certificate file ${file} of the option ca cannot be read. Correct the path.`, {
      context: { file },
      cause,
    });
  }
}

/** What the driver needs to know to connect. */
export function driverConfiguration(
  settings: SqlServerSettings,
  token: string | null,
  { purpose, cancelTimeoutMs = CANCEL_MS }: DriverOptions,
): ConnectionConfiguration {
  const { certificateAuthorityFile: file } = settings;
  return {
    server: settings.host,
    authentication: authenticationOf(settings, token),
    options: {
      ...(settings.instance === null ? { port: settings.port ?? 1433 } : { instanceName: settings.instance }),
      database: settings.database,
      encrypt: settings.encryption === 'strict' ? 'strict' : settings.encryption === 'on',
      trustServerCertificate: settings.trustServerCertificate,
      ...(file === null ? {} : { cryptoCredentialsDetails: { ca: authorities(file) } }),
      appName: `Storehouse ${purpose}`,
      workstationId: hostname(),
      connectTimeout: settings.connectTimeoutMs,
      requestTimeout: settings.statementTimeoutMs,
      cancelTimeout: cancelTimeoutMs,
      packetSize: PACKET_BYTES,
      // A statement that fails undoes its whole transaction, never half of it.
      abortTransactionOnError: true,
      enableArithAbort: true,
      useUTC: true,
      maxRetriesOnTransientErrors: 0,
      rowCollectionOnRequestCompletion: false,
    },
  };
}
