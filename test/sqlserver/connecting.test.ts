import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, rootCertificates, setDefaultCACertificates } from 'node:tls';
import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import type { SqlServerSettings } from '../../connect/sqlserver/settings.ts';
import { SqlServerConnection } from '../../connect/sqlserver/sql-server-connection.ts';
import { EXIT_CODES } from '../../core/errors.ts';
import { failure, silence } from '../tds-server/answers.ts';
import type { Request } from '../tds-server/requests.ts';
import { TdsServer } from '../tds-server/server.ts';
import { ScriptedDatabase } from './scripted-database.ts';
import { failureOf, isStatement, PASSWORD, ScriptedWarehouse, times } from './scripted-warehouse.ts';

const CERTIFICATE = join(import.meta.dirname, '../tds-server/localhost.cert.pem');
/** Too long for a part of a host name, so that no name server is asked. */
const NO_HOST = `${'x'.repeat(64)}.example`;

describe('a server that cannot be reached', () => {
  test('whose name nobody knows is not looked for again', async () => {
    await using scripted = await ScriptedWarehouse.start();

    const error = await failureOf(scripted.open('write', { host: NO_HOST }));

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: false });
    expect(error.message).toContain(`The host "${NO_HOST}" of mssql://${NO_HOST}:`);
    expect(error.message).toContain('Correct it in the warehouse');
    expect(scripted.warnings).toEqual([]);
  });

  test('because nobody listens there fails at once', async () => {
    await using scripted = await ScriptedWarehouse.start();
    scripted.server.pause();

    const error = await failureOf(scripted.open());

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', exit: 'warehouse' });
    expect(EXIT_CODES[error.exit]).toBe(5);
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.message).toContain('Check that the server runs');
    expect(scripted.warnings).toEqual([]);
  });

  test.each([
    ['accepts and says nothing', { onConnect: () => 'silence' as const }],
    ['says nothing to a login', { onLogin: () => silence() }],
  ])(
    'because it %s is given up after the connect timeout',
    async (_, script) => {
      await using scripted = await ScriptedWarehouse.start(script);

      const error = await failureOf(scripted.open('write', { connectTimeoutMs: 200 }));

      expect(error.code).toBe('WAREHOUSE_UNREACHABLE');
      expect(error.message).toContain('no answer within 0.2 s.');
      expect(scripted.count('login')).toBe(1);
    },
    5000,
  );

  test('because it says nothing to the first statement is given up after the connect timeout', async () => {
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isStatement(request, 'SET NOCOUNT OFF') ? silence() : undefined),
    });

    const error = await failureOf(scripted.open('write', { connectTimeoutMs: 200, statementTimeoutMs: 3_600_000 }));

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: true });
    expect(error.message).toContain('no answer within 0.2 s.');
    await expect.poll(() => scripted.server.connections.map(({ isOpen }) => isOpen), { interval: 5 }).toEqual([false]);
  });

  test('because it ends the session at once is asked again', async () => {
    const isFirstStatement = (request: Request): boolean => isStatement(request, 'SET NOCOUNT OFF');
    await using scripted = await ScriptedWarehouse.start({
      fault: times(1, isFirstStatement, () => failure(596, 'The session is in the kill state.')),
    });

    await scripted.open();

    expect(scripted.connectionsOf('SET NOCOUNT OFF')).toEqual([1, 2]);
    expect(scripted.warnings).toMatchObject([{ code: 'WAREHOUSE_STATEMENT', number: 596 }]);
  });

  test('because it hangs up fails at once', async () => {
    await using scripted = await ScriptedWarehouse.start({ onConnect: () => 'drop' });

    expect(await failureOf(scripted.open())).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE' });
    expect(scripted.count('login')).toBe(1);
  });

  test('is not waited for when the user interrupts, even after the login', async () => {
    const isFirstStatement = (request: Request): boolean => isStatement(request, 'SET NOCOUNT OFF');
    await using scripted = await ScriptedWarehouse.start({
      fault: (request) => (isFirstStatement(request) ? silence() : undefined),
    });

    const opening = failureOf(scripted.open('write', { connectTimeoutMs: 3_600_000 }));
    await scripted.server.received(isFirstStatement);
    scripted.controller.abort();

    expect(await opening).toMatchObject({ code: 'INTERRUPTED' });
    await expect.poll(() => scripted.server.connections.map(({ isOpen }) => isOpen), { interval: 5 }).toEqual([false]);
  });

  test('is not waited for when the user interrupts', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    await using scripted = await ScriptedWarehouse.start({
      onConnect: () => {
        resolve();
        return 'silence';
      },
    });

    const opening = failureOf(scripted.open('write', { connectTimeoutMs: 3_600_000 }));
    await promise;
    scripted.controller.abort();

    expect(await opening).toMatchObject({ code: 'INTERRUPTED' });
  });
});

describe('encryption', () => {
  const REFUSED: readonly (readonly [string, 'on' | 'off' | 'strict', Partial<SqlServerSettings>, string])[] = [
    ['an unknown certificate', 'on', { encryption: 'on' }, 'with the option ca=FILE.pem'],
    ['an unknown certificate, strictly', 'strict', { encryption: 'strict' }, 'with the option ca=FILE.pem'],
    ['no encryption', 'off', { encryption: 'on' }, 'Set up a certificate on the server'],
    ['encryption that is not wanted', 'on', { encryption: 'off' }, 'Leave out encrypt=false.'],
  ];

  test.each(REFUSED)('%s is refused', async (_, encryption, settings, hint) => {
    await using scripted = await ScriptedWarehouse.start({ encryption });

    const error = await failureOf(scripted.open('write', settings));

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: false });
    expect(error.message).toContain(hint);
    expect(scripted.server.connections.map(({ login }) => login)).toEqual([null]);
  });

  const ACCEPTED: readonly (readonly [string, 'on' | 'strict', Partial<SqlServerSettings>])[] = [
    ['the authority is named', 'on', { certificateAuthorityFile: CERTIFICATE }],
    ['the authority is named, by address', 'on', { certificateAuthorityFile: CERTIFICATE, host: '127.0.0.1' }],
    ['any certificate will do', 'on', { trustServerCertificate: true }],
    ['the authority is named, strictly', 'strict', { certificateAuthorityFile: CERTIFICATE }],
    ['by address, strictly', 'strict', { certificateAuthorityFile: CERTIFICATE, host: '127.0.0.1' }],
  ];

  test.each(ACCEPTED)('works where %s', async (_, encryption, settings) => {
    await using scripted = await ScriptedWarehouse.start({ encryption });

    await scripted.open('write', { encryption, ...settings });

    expect(scripted.server.connections[0]?.login?.isEncrypted).toBe(true);
  });

  test('an unknown certificate is told in our words, with one advice', async () => {
    await using scripted = await ScriptedWarehouse.start({ encryption: 'on' });

    const error = await failureOf(scripted.open('write', { encryption: 'on' }));

    expect(error.message).toBe(
      `mssql://localhost:${scripted.server.port}/shop is encrypted with a certificate that cannot be verified: it is signed by itself. Name it as its own authority with the option ca=FILE.pem; on a machine of your own, trustServerCertificate=true takes any certificate.`,
    );
  });

  test('an authority beside those that Node was told of leaves them in force', async () => {
    await using scripted = await ScriptedWarehouse.start({ encryption: 'on' });
    const known = getCACertificates('default');
    const directory = mkdtempSync(join(tmpdir(), 'storehouse-ca-'));
    const other = join(directory, 'other.pem');
    writeFileSync(other, rootCertificates[0] ?? '');
    setDefaultCACertificates([readFileSync(CERTIFICATE, 'utf8')]);
    try {
      await scripted.open('write', { encryption: 'on', certificateAuthorityFile: other });
    } finally {
      setDefaultCACertificates(known);
      rmSync(directory, { recursive: true });
    }

    expect(scripted.server.connections[0]?.login?.isEncrypted).toBe(true);
  });

  test('an authority that cannot be read is a matter of the configuration', async () => {
    await using scripted = await ScriptedWarehouse.start({ encryption: 'on' });
    const settings = { encryption: 'on', certificateAuthorityFile: '/nowhere/ca.pem' } as const;

    const error = await failureOf(scripted.open('write', settings));

    expect(error.code).toBe('CONFIGURATION');
    expect(error.message).toContain('/nowhere/ca.pem');
  });
});

describe('logins', () => {
  const REFUSED: readonly (readonly [number, string, string])[] = [
    [18456, "Login failed for user 'loader'.", 'Check the user and the password'],
    [4060, 'Cannot open database "shop" requested by the login.', 'Create the database "shop"'],
    [40615, 'Client with this IP address is not allowed.', 'Check the user and the password'],
  ];

  test.each(REFUSED)('refused with %i fail at once, and say what to do', async (number, said, hint) => {
    await using scripted = await ScriptedWarehouse.start({ onLogin: () => failure(number, said, { class: 14 }) });

    const error = await failureOf(scripted.open());

    expect(error).toMatchObject({ code: 'WAREHOUSE_LOGIN', retryable: false, context: { number } });
    expect(error.message).toContain(`${said} (error ${number}) ${hint}`);
    expect(scripted.count('login')).toBe(1);
  });

  test('refused for a missing database are not blamed on the password, which the server also says', async () => {
    const onLogin = () => [failure(4060, 'Cannot open database.'), failure(18456, 'Login failed.')];
    await using scripted = await ScriptedWarehouse.start({ onLogin });

    expect(await failureOf(scripted.open())).toMatchObject({ code: 'WAREHOUSE_LOGIN', context: { number: 4060 } });
  });

  test('to a database that is not available just now are tried again', async () => {
    let refusals = 2;
    const onLogin = () => (refusals-- > 0 ? failure(40613, 'Not currently available.') : undefined);
    await using scripted = await ScriptedWarehouse.start({ onLogin });

    await scripted.open();

    expect(scripted.count('login')).toBe(3);
    expect(scripted.warnings).toMatchObject([
      { code: 'WAREHOUSE_UNREACHABLE', number: 40613, attempt: 1 },
      { code: 'WAREHOUSE_UNREACHABLE', number: 40613, attempt: 2 },
    ]);
  });

  test('to a database that never becomes available fail after all attempts', async () => {
    await using scripted = await ScriptedWarehouse.start({ onLogin: () => failure(40613, 'Not available.') });

    const error = await failureOf(scripted.open());

    expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: true, context: { number: 40613 } });
    expect(scripted.count('login')).toBe(4);
  });

  test('with Entra ID carry the token and no password', async () => {
    await using server = await TdsServer.start({ encryption: 'on' });
    await using scripted = await ScriptedWarehouse.start();
    const settings = scripted.settings({
      port: server.port,
      encryption: 'on',
      certificateAuthorityFile: CERTIFICATE,
      authentication: { kind: 'managed-identity', clientId: null },
    });

    const { signal } = scripted.controller;
    const tokens = { token: async () => 'eyJ0eXAi.token' };
    const connection = await SqlServerConnection.open(settings, { tokens, purpose: 'write', signal });
    connection.close();

    expect(server.connections[0]?.login).toMatchObject({
      userName: '',
      password: '',
      accessToken: 'eyJ0eXAi.token',
      appName: 'Storehouse write',
      database: 'shop',
    });
  });
});

describe('secrets', () => {
  test.each([
    ['a wrong password', { onLogin: () => failure(18456, "Login failed for user 'loader'.") }, {}],
    ['nobody who answers', { onConnect: () => 'drop' as const }, {}],
    ['a certificate', { encryption: 'on' as const }, { encryption: 'on' as const }],
    ['a statement', { fault: () => failure(50000, 'No.') }, {}],
    ['an old server', { database: new ScriptedDatabase({ major: 14, edition: 3, babelfish: null }) }, {}],
  ])('are not told by the error about %s', async (_, script, settings) => {
    await using scripted = await ScriptedWarehouse.start(script);

    const error = await failureOf(scripted.open('write', settings));

    expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(PASSWORD);
  });
});
