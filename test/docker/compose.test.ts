import { spawnSync } from 'node:child_process';
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseEnv } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { KNOWN_SERVERS, offeredServers } from '../servers/compose-servers.ts';

const ROOT = join(import.meta.dirname, '..', '..');

function read(file: string): string {
  return readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
}

const compose = read('docker/compose.yaml');
const example = read('docker/.env.example');
const initSql = read('docker/sqlserver/init.sql');
const initScript = read('docker/sqlserver/init.sh');
const statements = initSql.replace(/--.*$/gm, '');

/** Lines of a block that starts with `  name:`, without comments. */
function service(name: string): string {
  const [, block = ''] =
    new RegExp(`^  ${name}:\n((?: {4}.*\n|\n)*)`, 'm').exec(compose.replace(/^ *#.*\n/gm, '')) ?? [];
  return block;
}

function allMatches(text: string, pattern: RegExp): readonly string[] {
  return [...new Set([...text.matchAll(pattern)].map(([, found = '']) => found))].toSorted();
}

describe('docker/compose.yaml', () => {
  test('takes passwords from variables only, and says what to do when one is not set', () => {
    const passwords = [...compose.matchAll(/^ +\w*PASSWORD: (.+)$/gm)].map(([, value]) => value);
    const demanded =
      /^\$\{(?:MSSQL_SA|STOREHOUSE_RUN|STOREHOUSE_REPORT)_PASSWORD:\?is not set\. Copy docker\/\.env\.example to docker\/\.env and choose passwords\}$/;
    expect(passwords).toHaveLength(4);
    for (const password of passwords) expect(password).toMatch(demanded);
  });

  test('finds each of its variables in docker/.env.example, where none has a value', () => {
    const used = allMatches(compose.replaceAll('$$', ''), /\$\{?(\w+)/g);
    expect(used).toEqual(['MSSQL_SA_PASSWORD', 'STOREHOUSE_REPORT_PASSWORD', 'STOREHOUSE_RUN_PASSWORD']);
    expect(parseEnv(example)).toEqual(Object.fromEntries(used.map((name) => [name, ''])));
  });

  test('offers every server that the tests know, on the loopback address only', () => {
    for (const { service: name, setup } of KNOWN_SERVERS) {
      expect(service(name)).toContain('healthcheck:');
      expect(service(setup)).toContain(`      ${name}:\n        condition: service_healthy\n`);
    }
    const ports = [...compose.matchAll(/^ +- '?([^'\n]*:\d+)'?$/gm)].map(([, port]) => port);
    expect(ports).toEqual(['127.0.0.1:1433:1433']);
  });

  test('pins the image, the same for the server and for its init step', () => {
    expect(service('sqlserver')).toMatch(
      /image: &sqlserver-image mcr\.microsoft\.com\/mssql\/server:2022-CU\d+-ubuntu-22\.04\n/,
    );
    expect(service('sqlserver-init')).toContain('image: *sqlserver-image\n');
  });

  test('has its passwords in a file that git ignores', () => {
    const ignored = read('.gitignore').split('\n');
    expect(ignored).toContain('.env');
  });
});

describe('docker/sqlserver/init.sql', () => {
  test('names only the roles that the schema plan has, and the logins of the documentation', () => {
    const names = allMatches(statements, /\b(storehouse_\w+)/g);
    expect(names).toEqual(['storehouse_loader', 'storehouse_reader', 'storehouse_report', 'storehouse_run']);
    expect(allMatches(statements, /CREATE ROLE (?!TO)(\w+)/g)).toEqual(['storehouse_loader', 'storehouse_reader']);
    expect(allMatches(statements, /CREATE USER (\w+)/g)).toEqual(['storehouse_report', 'storehouse_run']);
  });

  test('has no password in it: it quotes the one it is given', () => {
    const passwords = [...statements.matchAll(/PASSWORD\s*=\s*(.*)$/gm)].map(([, rest]) => rest);
    expect(passwords).toEqual(["N', QUOTENAME(@password, N''''),"]);
  });

  test('uses exactly the variables that init.sh passes', () => {
    const passed = allMatches(initScript, /-v "(\w+)=/g);
    expect(passed).toEqual(['REPORT_PASSWORD_HEX', 'RUN_PASSWORD_HEX']);
    expect(allMatches(initSql, /\$\((\w+)\)/g)).toEqual(passed);
  });

  test('can run again: what it creates, it creates only where it is missing', () => {
    const created = [...statements.matchAll(/^(.*\n).*\bCREATE (?:DATABASE|USER|ROLE) (?!TO)\w+/gm)].map(
      ([, before = '']) => before,
    );
    expect(created).toHaveLength(5);
    for (const before of created) expect(before).toMatch(/^IF (?:DB_ID|DATABASE_PRINCIPAL_ID)\(N'\w+'\) IS NULL\n$/);
    expect(statements).not.toMatch(/\bDROP\b/);
  });

  test('uses a database only in a batch after the one that creates it', () => {
    const batches = statements.split(/^GO$/m);
    const [creating, using] = ['CREATE DATABASE storehouse', 'USE storehouse'].map((text) =>
      batches.findIndex((batch) => batch.includes(text)),
    );
    expect(creating).toBeGreaterThanOrEqual(0);
    expect(using).toBeGreaterThan(creating ?? 0);
    expect(batches.find((batch) => batch.includes('CREATE PROCEDURE'))?.trim()).toMatch(/^CREATE PROCEDURE/);
  });
});

/** init.sh with a program in place of sqlcmd that prints what it was given. */
function runInit(passwords: Readonly<Record<string, string>>) {
  const folder = mkdtempSync(join(tmpdir(), 'storehouse-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const sqlcmd = join(folder, 'sqlcmd');
  writeFileSync(sqlcmd, '#!/bin/bash\nprintf "%s\\n" "$@"\n');
  chmodSync(sqlcmd, 0o755);
  return spawnSync('/bin/bash', ['docker/sqlserver/init.sh'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { PATH: process.env.PATH, SQLCMD: sqlcmd, ...passwords },
  });
}

describe.skipIf(process.platform === 'win32')('docker/sqlserver/init.sh (needs bash, as the image has it)', () => {
  test('passes passwords as hexadecimal digits, whatever they hold, and that of the administrator not at all', () => {
    const { status, stdout } = runInit({
      SQLCMDPASSWORD: 'the administrator',
      STOREHOUSE_RUN_PASSWORD: `a'b"$(c)\\;-- ~!`,
      STOREHOUSE_REPORT_PASSWORD: '12345678',
    });
    expect(status).toBe(0);
    expect(stdout.split('\n')).toEqual([
      ...['-C', '-S', 'sqlserver', '-U', 'sa', '-l', '30', '-b', '-I', '-r1'],
      ...['-v', 'RUN_PASSWORD_HEX=61276222242863295c3b2d2d207e21'],
      ...['-v', 'REPORT_PASSWORD_HEX=3132333435363738'],
      ...['-i', 'docker/sqlserver/init.sql', ''],
    ]);
  });

  test.each([
    ['that is missing', {}],
    ['that is too short', { STOREHOUSE_RUN_PASSWORD: 'Aa1-567' }],
    ['that is too long', { STOREHOUSE_RUN_PASSWORD: 'Aa1-'.repeat(33) }],
    ['with a letter beyond ASCII', { STOREHOUSE_RUN_PASSWORD: 'Aa1-secrét' }],
    ['with a line break', { STOREHOUSE_RUN_PASSWORD: 'Aa1-secret\n' }],
  ])('refuses a password %s before it asks the server, without showing it', (_, password) => {
    const { status, stdout, stderr } = runInit({ STOREHOUSE_REPORT_PASSWORD: '12345678', ...password });
    expect({ status, stdout, stderr }).toEqual({
      status: 1,
      stdout: '',
      stderr: 'STOREHOUSE_RUN_PASSWORD must have 8 to 128 characters, all of them ASCII. Correct it in docker/.env.\n',
    });
  });
});

function composeConfig(passwords: Readonly<Record<string, string>>) {
  return spawnSync(
    'docker',
    ['compose', '-f', 'docker/compose.yaml', '--env-file', 'docker/.env.example', 'config', '--format', 'json'],
    {
      cwd: ROOT,
      encoding: 'utf8',
      env: { ...process.env, ...passwords },
    },
  );
}

const hasCompose = spawnSync('docker', ['compose', 'version']).status === 0;

describe.skipIf(!hasCompose)('docker compose (needs Docker with the compose plugin)', () => {
  test('takes the file, and offers the server with the password of the environment', () => {
    const { status, stdout } = composeConfig({
      MSSQL_SA_PASSWORD: 'Aa1-$x',
      STOREHOUSE_RUN_PASSWORD: 'Aa1-run-1',
      STOREHOUSE_REPORT_PASSWORD: 'Aa1-report',
    });
    expect(status).toBe(0);
    const urls = offeredServers(JSON.parse(stdout), KNOWN_SERVERS).map(({ url }) => url);
    expect(urls).toEqual(['mssql://sa:Aa1-%24x@127.0.0.1:1433/master?trustServerCertificate=true']);
  });

  test.each(['MSSQL_SA_PASSWORD', 'STOREHOUSE_RUN_PASSWORD', 'STOREHOUSE_REPORT_PASSWORD'])(
    'refuses to work without %s, and names it',
    (missing) => {
      const passwords = {
        MSSQL_SA_PASSWORD: 'Aa1-a',
        STOREHOUSE_RUN_PASSWORD: 'Aa1-b',
        STOREHOUSE_REPORT_PASSWORD: 'Aa1-c',
      };
      const { status, stderr } = composeConfig({ ...passwords, [missing]: '' });
      expect(status).not.toBe(0);
      expect(stderr).toContain(missing);
      expect(stderr).toContain('Copy docker/.env.example to docker/.env and choose passwords');
    },
  );
});
