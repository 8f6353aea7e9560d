/** What keeps the servers from being there; the message says what to do. No test has run. */
export class ServersUnavailableError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ServersUnavailableError';
  }
}

export type Environment = Readonly<Record<string, string | undefined>>;

/** A server that tests can use: they find it by an environment variable, and docker/compose.yaml offers one. */
export interface KnownServer {
  readonly name: string;
  /** Holds the server's URL for the tests. */
  readonly variable: string;
  readonly service: string;
  /** Service that prepares the server and ends. */
  readonly setup: string;
  readonly scheme: string;
  readonly port: number;
  /** An administrator: the tests create and drop databases of their own. */
  readonly user: string;
  /** Which variable of the service holds that user's password. */
  readonly passwordVariable: string;
  /** The rest of the URL: database and options. */
  readonly path: string;
}

/** A server that compose offers, as the tests get it. */
export interface OfferedServer {
  readonly server: KnownServer;
  readonly url: string;
}

export const KNOWN_SERVERS: readonly KnownServer[] = [
  {
    name: 'SQL Server',
    variable: 'SQLSERVER_URL',
    service: 'sqlserver',
    setup: 'sqlserver-init',
    scheme: 'mssql',
    port: 1433,
    user: 'sa',
    passwordVariable: 'MSSQL_SA_PASSWORD',
    // The certificate is the container's own, and nobody vouches for it.
    path: '/master?trustServerCertificate=true',
  },
];

function isSet(text: string | undefined): text is string {
  return text !== undefined && text !== '';
}

/** Servers for which the environment names none, so that compose has to start them. */
export function serversToStart(environment: Environment): readonly KnownServer[] {
  return KNOWN_SERVERS.filter(({ variable }) => !isSet(environment[variable]));
}

function property(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? Object.entries(value).find(([key]) => key === name)?.[1] : null;
}

function publishedAddress(service: unknown, port: number): string | null {
  const ports = property(service, 'ports');
  const found = Array.isArray(ports) ? ports.find((candidate) => property(candidate, 'target') === port) : undefined;
  const published = property(found, 'published');
  if (typeof published !== 'string' && typeof published !== 'number') return null;
  const host = property(found, 'host_ip');
  return `${typeof host === 'string' && host !== '' ? host : '127.0.0.1'}:${published}`;
}

/**
 * Which of the servers are offered, by what `docker compose config --format json` prints. Compose has filled in the
 * variables by then, and written every `$` of a value twice, because its output is itself a compose file.
 *
 * @throws {ServersUnavailableError} a server is offered without the port or the password that tests need.
 */
export function offeredServers(config: unknown, wanted: readonly KnownServer[]): readonly OfferedServer[] {
  return wanted.flatMap((server): readonly OfferedServer[] => {
    const service = property(property(config, 'services'), server.service);
    if (typeof service !== 'object' || service === null) return [];
    const address = publishedAddress(service, server.port);
    const password = property(property(service, 'environment'), server.passwordVariable);
    if (address === null || typeof password !== 'string' || password === '') {
      throw new ServersUnavailableError(
        `The service ${server.service} of docker/compose.yaml must publish port ${server.port} and have ${server.passwordVariable} in its environment.`,
      );
    }
    const credentials = `${server.user}:${encodeURIComponent(password.replaceAll('$$', '$'))}`;
    return [{ server, url: `${server.scheme}://${credentials}@${address}${server.path}` }];
  });
}

const SHOWABLE_URL = /^(?<scheme>[a-z]+:\/\/)(?:[^@/?#]*@)?(?<place>[^@?#]*)(?:\?[^@#]*)?$/i;

/** A URL as it may be shown: neither user nor password nor options. What is not surely a URL is not shown at all. */
export function withoutSecrets(url: string): string {
  const parts = SHOWABLE_URL.exec(url)?.groups;
  return parts === undefined ? 'an address that cannot be read' : `${parts.scheme}${parts.place}`;
}

/** One line for each known server: where it is, or that tests go without it. */
export function serverLines(environment: Environment, started: readonly OfferedServer[]): readonly string[] {
  return KNOWN_SERVERS.map(({ name, variable }) => {
    const offer = started.find(({ server }) => server.variable === variable);
    if (offer !== undefined) return `${name}: up, from docker/compose.yaml, at ${withoutSecrets(offer.url)}`;
    const given = environment[variable];
    if (isSet(given)) return `${name}: from ${variable}, at ${withoutSecrets(given)}`;
    return `${name}: none; docker/compose.yaml does not offer one, so tests that need it are skipped`;
  });
}
