import { describe, expect, test } from 'vitest';
import { type Answer, dropBefore, failure, silence } from './answers.ts';
import { localhostCertificate } from './encryption.ts';
import { TdsServer } from './server.ts';
import { TediousClient } from './tedious-client.ts';

const TRUSTING = { cryptoCredentialsDetails: { ca: localhostCertificate() } };

describe('logins', () => {
  test('all that a client says of itself is known, and what the server says of itself is read', async () => {
    await using server = await TdsServer.start();
    const client = TediousClient.to(server, { workstationId: 'laptop', packetSize: 8192 });
    const databases: string[] = [];
    client.connection.on('databaseChange', (name) => databases.push(name));

    expect(await client.connect()).toBeUndefined();

    expect(server.connections.map(({ login }) => login)).toEqual([
      {
        userName: 'loader',
        password: 'pa$$wörd',
        accessToken: null,
        hostName: 'laptop',
        appName: 'tests',
        serverName: 'localhost',
        database: 'storehouse',
        packetSize: 8192,
        tdsVersion: 0x7400_0004,
        isEncrypted: false,
      },
    ]);
    expect(databases).toEqual(['storehouse']);
  });

  test('a token takes the place of a password', async () => {
    const token = 'eyJhbGciOiJub25lIn0.'.repeat(300);
    await using server = await TdsServer.start({ encryption: 'on' });
    const client = TediousClient.to(
      server,
      { encrypt: true, ...TRUSTING },
      { type: 'azure-active-directory-access-token', options: { token } },
    );

    expect(await client.connect()).toBeUndefined();
    expect(server.connections[0]?.login).toMatchObject({ userName: '', password: '', accessToken: token });
  });

  test.each([18456, 4060, 40613])('a login can be refused with the error %i', async (number) => {
    await using server = await TdsServer.start({ onLogin: () => failure(number, 'Login failed.', { class: 14 }) });
    const client = TediousClient.to(server);

    expect(await client.connect()).toMatchObject({ code: 'ELOGIN', message: 'Login failed.' });
    expect(client.errorNumbers).toEqual([number]);
  });

  test('a login can be refused for who asks', async () => {
    await using server = await TdsServer.start({
      onLogin: ({ password }) => (password === 'right' ? undefined : failure(18456, 'Login failed.')),
    });
    const authentication = (password: string) => ({ type: 'default' as const, options: { userName: 'u', password } });

    expect(await TediousClient.to(server, {}, authentication('wrong')).connect()).toMatchObject({ code: 'ELOGIN' });
    expect(await TediousClient.to(server, {}, authentication('right')).connect()).toBeUndefined();
  });

  test.each<[string, Answer, string]>([
    ['a connection that drops', dropBefore(), 'ESOCKET'],
    ['a connection that is reset', dropBefore('reset'), 'ESOCKET'],
    ['silence', silence(), 'ETIMEOUT'],
  ])('a login can be answered with %s', async (_, answer, code) => {
    await using server = await TdsServer.start({ onLogin: () => answer });
    const client = TediousClient.to(server, { connectTimeout: 300 });

    expect(await client.connect()).toMatchObject({ code });
    expect(server.connections[0]?.login?.userName).toBe('loader');
  });
});

describe('encryption', () => {
  test.each([
    { encryption: 'on', encrypt: true },
    { encryption: 'strict', encrypt: 'strict' },
  ] as const)('$encryption: only who trusts the certificate gets in', async ({ encryption, encrypt }) => {
    await using server = await TdsServer.start({ encryption });

    const suspicious = await TediousClient.to(server, { encrypt }).connect();
    expect(suspicious).toMatchObject({ code: 'ESOCKET', cause: { code: 'DEPTH_ZERO_SELF_SIGNED_CERT' } });

    const client = await TediousClient.connected(server, { encrypt, ...TRUSTING });
    expect((await client.batch('SELECT 1')).error).toBeUndefined();
    expect(server.connections.map(({ login }) => login?.isEncrypted)).toEqual([undefined, true]);
    expect(server.requests.at(-1)).toEqual({
      connection: 2,
      request: { kind: 'batch', sql: 'SELECT 1', transaction: 0n },
    });
  });

  test('a certificate that nobody vouches for can be accepted as it is', async () => {
    await using server = await TdsServer.start({ encryption: 'on' });

    expect(await TediousClient.to(server, { encrypt: true, trustServerCertificate: true }).connect()).toBeUndefined();
  });

  test('the certificate is not for every name', async () => {
    await using server = await TdsServer.start({ encryption: 'on' });

    const error = await TediousClient.to(server, { encrypt: true, ...TRUSTING, serverName: 'db01' }).connect();

    expect(error).toMatchObject({ code: 'ESOCKET', cause: { code: 'ERR_TLS_CERT_ALTNAME_INVALID' } });
  });

  test.each([
    { encryption: 'off', encrypt: true },
    { encryption: 'on', encrypt: false },
  ] as const)('a server with $encryption refuses a client with encrypt: $encrypt', async ({ encryption, encrypt }) => {
    await using server = await TdsServer.start({ encryption });

    expect(await TediousClient.to(server, { encrypt }).connect()).toMatchObject({ code: 'EENCRYPT' });
    expect(server.connections[0]?.login).toBeNull();
  });
});
