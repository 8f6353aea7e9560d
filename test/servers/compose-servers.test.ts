import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import {
  KNOWN_SERVERS,
  offeredServers,
  ServersUnavailableError,
  serverLines,
  serversToStart,
  withoutSecrets,
} from './compose-servers.ts';
import { type Docker, type DockerResult, startServers, stopServers } from './compose-servers-start.ts';

/** As `docker compose config --format json` prints it, shortened. */
function composeConfig(password: string, ports: readonly unknown[] = [PORT]): unknown {
  const environment = { ACCEPT_EULA: 'Y', MSSQL_SA_PASSWORD: password };
  return { name: 'storehouse', services: { sqlserver: { environment, ports }, 'sqlserver-init': {} } };
}

const PORT = { mode: 'ingress', host_ip: '127.0.0.1', target: 1433, published: '1433', protocol: 'tcp' } as const;

describe('the environment that compose gives the tests', () => {
  test.each([
    [{}, ['SQLSERVER_URL']],
    [{ SQLSERVER_URL: '' }, ['SQLSERVER_URL']],
    [{ SQLSERVER_URL: 'mssql://sa:p@db:1433/shop' }, []],
  ])('with %j, the servers to start are those of %j', (environment, variables) => {
    expect(serversToStart(environment).map(({ variable }) => variable)).toEqual(variables);
  });

  test.each([
    ['Aa1-0123456789', 'Aa1-0123456789'],
    ['p@ss:w/rd?#%', 'p%40ss%3Aw%2Frd%3F%23%25'],
    ['two words "quoted"', 'two%20words%20%22quoted%22'],
    ['$$x$$$$', '%24x%24%24'],
  ])('the password that compose prints as %s stands in the URL as %s', (printed, encoded) => {
    const urls = offeredServers(composeConfig(printed), KNOWN_SERVERS).map(({ url }) => url);
    expect(urls).toEqual([`mssql://sa:${encoded}@127.0.0.1:1433/master?trustServerCertificate=true`]);
  });

  test('the URL has the port that is published, among several', () => {
    const ports = [
      { ...PORT, target: 80, published: '8080' },
      { ...PORT, published: '14330' },
    ];
    const urls = offeredServers(composeConfig('Aa1-secret', ports), KNOWN_SERVERS).map(({ url }) => url);
    expect(urls).toEqual(['mssql://sa:Aa1-secret@127.0.0.1:14330/master?trustServerCertificate=true']);
  });

  test.each([[{ services: { mongodb: {} } }], [{ services: {} }], [{}], [null], ['text']])(
    '%j offers nothing',
    (config) => {
      expect(offeredServers(config, KNOWN_SERVERS)).toEqual([]);
    },
  );

  test.each([
    ['no port', composeConfig('Aa1-secret', [])],
    ['another port', composeConfig('Aa1-secret', [{ ...PORT, target: 1434 }])],
    ['an empty password', composeConfig('')],
  ])('a service with %s is refused, and the message names it', (_, config) => {
    expect(() => offeredServers(config, KNOWN_SERVERS)).toThrow(ServersUnavailableError);
    expect(() => offeredServers(config, KNOWN_SERVERS)).toThrow('The service sqlserver of docker/compose.yaml must');
  });
});

describe('what is printed of the servers', () => {
  test.each([
    ['mssql://sa:secret@127.0.0.1:1433/master?trustServerCertificate=true', 'mssql://127.0.0.1:1433/master'],
    ['mssql://db:1433/shop', 'mssql://db:1433/shop'],
    ['mssql://sa:sec@ret@db/shop', 'an address that cannot be read'],
    ['mssql://sa:secret@db/shop?password=a@b', 'an address that cannot be read'],
    ['Server=db;User Id=sa;Password=se@cret', 'an address that cannot be read'],
  ])('of %s, it is %s', (url, shown) => {
    expect(withoutSecrets(url)).toBe(shown);
  });

  test('one line says where each server comes from', () => {
    const started = offeredServers(composeConfig('Aa1-secret'), KNOWN_SERVERS);
    expect(serverLines({}, started)).toEqual([
      'SQL Server: up, from docker/compose.yaml, at mssql://127.0.0.1:1433/master',
    ]);
    expect(serverLines({ SQLSERVER_URL: 'mssql://u:p@db/shop' }, [])).toEqual([
      'SQL Server: from SQLSERVER_URL, at mssql://db/shop',
    ]);
    expect(serverLines({}, [])).toEqual([
      'SQL Server: none; docker/compose.yaml does not offer one, so tests that need it are skipped',
    ]);
  });
});

const DONE: DockerResult = { exitCode: 0, output: '', errors: '' };
const CONFIG: DockerResult = { ...DONE, output: JSON.stringify(composeConfig('Aa1-secret')) };
const CONFIG_COMMAND = 'compose -f docker/compose.yaml config --format json';
const UP_COMMAND = 'compose -f docker/compose.yaml up --detach --wait sqlserver';
const SETUP_COMMAND = 'compose -f docker/compose.yaml run --rm -T sqlserver-init';
const COMMANDS = [
  'version --format {{.Server.Version}}',
  'compose version',
  CONFIG_COMMAND,
  UP_COMMAND,
  SETUP_COMMAND,
] as const;

/** A Docker that answers as told, else well, and remembers what it was asked. */
function scriptedDocker(answers: Readonly<Record<string, DockerResult>> = {}) {
  const commands: string[] = [];
  const docker: Docker = async (args) => {
    const command = args.join(' ');
    commands.push(command);
    return answers[command] ?? (command === CONFIG_COMMAND ? CONFIG : DONE);
  };
  return { docker, commands };
}

describe('starting the servers', () => {
  test('asks Docker whether it is there, starts the server, waits for it, and prepares it', async () => {
    const { docker, commands } = scriptedDocker();
    const started = await startServers(docker, KNOWN_SERVERS);
    expect(commands).toEqual(COMMANDS);
    expect(started.map(({ server }) => server.variable)).toEqual(['SQLSERVER_URL']);
  });

  test('that are all there already does not ask for Docker', async () => {
    const { docker, commands } = scriptedDocker();
    expect(await startServers(docker, [])).toEqual([]);
    expect(commands).toEqual([]);
  });

  test('of a compose file without the service starts nothing', async () => {
    const { docker, commands } = scriptedDocker({ [CONFIG_COMMAND]: { ...DONE, output: '{"services":{}}' } });
    expect(await startServers(docker, KNOWN_SERVERS)).toEqual([]);
    expect(commands).not.toContain(UP_COMMAND);
  });

  test.each([
    ['there is no docker', COMMANDS[0], { ...DONE, exitCode: null }, 'There is no program "docker" on the PATH.'],
    ['its engine is down', COMMANDS[0], { ...DONE, exitCode: 1, errors: 'no daemon\n' }, 'does not answer'],
    ['it has no compose', COMMANDS[1], { ...DONE, exitCode: 1 }, 'has no command "compose"'],
    ['a password is missing', CONFIG_COMMAND, { ...DONE, exitCode: 15, errors: 'is not set' }, 'docker/.env.example'],
    ['compose prints something else', CONFIG_COMMAND, { ...DONE, output: 'services:' }, 'did not print JSON'],
    ['the server does not become healthy', UP_COMMAND, { ...DONE, exitCode: 1 }, 'logs sqlserver'],
    ['the server cannot be prepared', SETUP_COMMAND, { ...DONE, exitCode: 1 }, 'sqlserver-init could not prepare it'],
  ])('where %s, it ends there and says what to do', async (_, failing, answer, message) => {
    const { docker, commands } = scriptedDocker({ [failing]: answer });
    const error: unknown = await startServers(docker, KNOWN_SERVERS).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ServersUnavailableError);
    expect(String(error)).toContain(message);
    expect(String(error)).toContain(answer.errors.trim());
    expect(commands.at(-1)).toBe(failing);
  });

  test('is undone by one command, whose failure is told', async () => {
    const { docker, commands } = scriptedDocker();
    await stopServers(docker);
    expect(commands).toEqual(['compose -f docker/compose.yaml down']);
    const failing = scriptedDocker({ 'compose -f docker/compose.yaml down': { ...DONE, exitCode: 1 } });
    await expect(stopServers(failing.docker)).rejects.toBeInstanceOf(ServersUnavailableError);
  });
});

/** The script itself, on a machine without Docker. */
function runScript(args: readonly string[]) {
  const empty = mkdtempSync(join(tmpdir(), 'storehouse-'));
  onTestFinished(() => rmSync(empty, { recursive: true, force: true }));
  const others = Object.entries(process.env).filter(([name]) => !/^(path|SQLSERVER_URL)$/i.test(name));
  return spawnSync(process.execPath, [join(import.meta.dirname, 'run.ts'), ...args], {
    encoding: 'utf8',
    env: { ...Object.fromEntries(others), PATH: empty },
  });
}

describe('npm run test:servers', () => {
  test('--help shows the options and starts nothing', () => {
    const { status, stdout, stderr } = runScript(['--help']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toContain('npm run test:servers [-- [options] [tests...]]');
    expect(stdout).toContain('--down');
  });

  test.each([
    [['--dwon'], "Unknown option '--dwon'"],
    [['--down'], 'There is no program "docker" on the PATH.'],
    [[], 'There is no program "docker" on the PATH.'],
  ])('with %j and without Docker ends with exit code 2 and a message, not a stack', (args, message) => {
    const { status, stdout, stderr } = runScript(args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
    expect(stderr).not.toMatch(/^ {4}at /m);
  });
});
