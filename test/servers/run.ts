import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { ServersUnavailableError, serverLines, serversToStart } from './compose-servers.ts';
import { type Docker, startServers, stopServers } from './compose-servers-start.ts';

const HELP = `npm run test:servers [-- [options] [tests...]]

Starts the servers of docker/compose.yaml that no variable names, and runs the tests that use servers: the port suites
and those of the engines. Needs Docker, unless SQLSERVER_URL names a SQL Server.

  tests    parts of the paths of test files to run instead
  --down   stop the servers afterwards; their data stays (without it they go on running)
  --help   show this

Ends with 0 when all tests passed, 1 when one failed, 2 when the servers could not be started or the command line is wrong.
docs/servers.md says more.
`;

/** Parts of paths, as Vitest takes them. */
const TESTS = ['test/ports', 'test/servers', 'sqlserver', 'sql-server'] as const;

const ROOT = join(import.meta.dirname, '..', '..');
const EXIT = { passed: 0, failed: 1, unavailable: 2 } as const;

interface Options {
  readonly help: boolean;
  readonly down: boolean;
  readonly tests: readonly string[];
}

function readOptions(args: readonly string[]): Options {
  const { values, positionals } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { help: { type: 'boolean', default: false }, down: { type: 'boolean', default: false } },
  });
  return { ...values, tests: positionals.length > 0 ? positionals : TESTS };
}

function hasCode(error: unknown, isMeant: (code: string) => boolean): error is Error {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' && isMeant(error.code);
}

const docker: Docker = async (args, output) => {
  const child = spawn('docker', args, {
    cwd: ROOT,
    stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => (hasCode(error, (code) => code === 'ENOENT') ? resolve(null) : reject(error)));
    child.once('close', (code) => resolve(code ?? EXIT.failed));
  });
  const [exitCode, out, errors] = await Promise.all([
    ended,
    child.stdout === null ? '' : text(child.stdout),
    child.stderr === null ? '' : text(child.stderr),
  ]);
  return { exitCode, output: out, errors };
};

async function runTests(tests: readonly string[], variables: Readonly<Record<string, string>>): Promise<number> {
  const vitest = join(ROOT, 'node_modules', 'vitest', 'vitest.mjs');
  const child = spawn(process.execPath, [vitest, 'run', ...tests], {
    cwd: ROOT,
    stdio: 'inherit',
    env: { ...process.env, ...variables },
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? EXIT.failed));
  });
}

async function main(): Promise<number> {
  const options = readOptions(process.argv.slice(2));
  if (options.help) {
    process.stdout.write(HELP);
    return EXIT.passed;
  }
  const wanted = serversToStart(process.env);
  // When this fails, what did start stays, so that its logs can be looked at.
  const started = await startServers(docker, wanted);
  const report = `\n${serverLines(process.env, started).join('\n')}\n\n`;
  process.stdout.write(report);
  const variables = Object.fromEntries(started.map(({ server, url }) => [server.variable, url]));
  try {
    return (await runTests(options.tests, variables)) === 0 ? EXIT.passed : EXIT.failed;
  } finally {
    process.stdout.write(report);
    if (options.down && started.length > 0) await stopServers(docker);
  }
}

// Ctrl-C reaches the tests and Docker as well; this process waits for them to end, and then stops the servers if asked to.
process.on('SIGINT', () => {});
process.exitCode = await main().catch((error: unknown) => {
  const isUsage = hasCode(error, (code) => code.startsWith('ERR_PARSE_ARGS'));
  if (!isUsage && !(error instanceof ServersUnavailableError)) throw error;
  process.stderr.write(`${error.message}${isUsage ? '\nnpm run test:servers -- --help shows the options.' : ''}\n`);
  return EXIT.unavailable;
});
