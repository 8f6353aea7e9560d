import { type KnownServer, type OfferedServer, offeredServers, ServersUnavailableError } from './compose-servers.ts';

export interface DockerResult {
  /** Null when there is no such program. */
  readonly exitCode: number | null;
  /** Empty when the output was shown instead. */
  readonly output: string;
  readonly errors: string;
}

/** Runs the program docker, from the root of the checkout. */
export type Docker = (args: readonly string[], output: 'show' | 'capture') => Promise<DockerResult>;

export const COMPOSE = ['compose', '-f', 'docker/compose.yaml'] as const;

const WITHOUT_DOCKER = 'Or set SQLSERVER_URL to a server that is there already; then Docker is not needed.';

/** @throws {ServersUnavailableError} */
async function checkDocker(docker: Docker): Promise<void> {
  const engine = await docker(['version', '--format', '{{.Server.Version}}'], 'capture');
  if (engine.exitCode === null) {
    throw new ServersUnavailableError(
      `There is no program "docker" on the PATH. Install Docker Desktop or Docker Engine with the compose plugin. ${WITHOUT_DOCKER}`,
    );
  }
  if (engine.exitCode !== 0) {
    throw new ServersUnavailableError(
      `The Docker engine does not answer. Start Docker, and check that you may use it. ${WITHOUT_DOCKER}\n${engine.errors.trim()}`,
    );
  }
  const compose = await docker(['compose', 'version'], 'capture');
  if (compose.exitCode !== 0) {
    throw new ServersUnavailableError(
      `This Docker has no command "compose". Install the compose plugin, version 2. ${WITHOUT_DOCKER}`,
    );
  }
}

async function readConfig(docker: Docker): Promise<unknown> {
  const config = await docker([...COMPOSE, 'config', '--format', 'json'], 'capture');
  if (config.exitCode !== 0) {
    throw new ServersUnavailableError(
      `docker/compose.yaml cannot be used. If a password is not set: copy docker/.env.example to docker/.env and choose passwords.\n${config.errors.trim()}`,
    );
  }
  try {
    const parsed: unknown = JSON.parse(config.output);
    return parsed;
  } catch (cause) {
    throw new ServersUnavailableError(
      '"docker compose config --format json" did not print JSON. Update the compose plugin.',
      { cause },
    );
  }
}

/** The step that prepares a server ends, which `up --wait` of many versions takes for a failure; so it is run by itself. */
async function startOne(docker: Docker, { name, service, setup }: KnownServer): Promise<void> {
  const up = await docker([...COMPOSE, 'up', '--detach', '--wait', service], 'show');
  if (up.exitCode !== 0) {
    throw new ServersUnavailableError(
      `${name} did not start, or did not become healthy. Look at "docker compose -f docker/compose.yaml logs ${service}". If passwords in docker/.env were changed, see docs/servers.md.`,
    );
  }
  const prepared = await docker([...COMPOSE, 'run', '--rm', '-T', setup], 'show');
  if (prepared.exitCode !== 0) {
    throw new ServersUnavailableError(
      `${name} is up, but ${setup} could not prepare it. What it printed stands above.`,
    );
  }
}

/**
 * Starts those of the servers that compose offers, one after the other, and waits until they can be used. Servers that
 * run already are left as they are.
 *
 * @throws {ServersUnavailableError}
 */
export async function startServers(docker: Docker, wanted: readonly KnownServer[]): Promise<readonly OfferedServer[]> {
  if (wanted.length === 0) return [];
  await checkDocker(docker);
  const offers = offeredServers(await readConfig(docker), wanted);
  for (const { server } of offers) await startOne(docker, server);
  return offers;
}

/** @throws {ServersUnavailableError} */
export async function stopServers(docker: Docker): Promise<void> {
  const { exitCode } = await docker([...COMPOSE, 'down'], 'show');
  if (exitCode !== 0) {
    throw new ServersUnavailableError('The servers could not be stopped. What Docker printed stands above.');
  }
}
