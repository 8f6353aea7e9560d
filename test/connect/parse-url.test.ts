import { resolve } from 'node:path';
import { describe, expect, it, test } from 'vitest';
import { parseSqlServerUrl } from '../../connect/sqlserver/parse-url.ts';
import { locationOf, withFilesIn } from '../../connect/sqlserver/settings.ts';
import { isSameWarehouse, parseWarehouseUrl } from '../../connect/warehouse-url.ts';
import { ConfigurationError } from '../../core/errors.ts';

const APP = '11111111-2222-3333-4444-555555555555';

function refusal(url: string): string {
  try {
    parseSqlServerUrl(url);
  } catch (error) {
    if (error instanceof ConfigurationError) return `${error.message}${JSON.stringify(error.context)}`;
    throw error;
  }
  throw new Error('It was accepted.');
}

/** The problems alone, without the lines around them. */
function problems(url: string): readonly string[] {
  return [...refusal(url).matchAll(/^- (.+)$/gm)].map(([, problem = '']) => problem);
}

describe('a SQL Server URL', () => {
  it('has defaults for everything but host, user, password and database', () => {
    expect(parseSqlServerUrl('mssql://loader:geheim@db01/shop')).toEqual({
      host: 'db01',
      port: 1433,
      instance: null,
      database: 'shop',
      authentication: { kind: 'sql', user: 'loader', password: 'geheim' },
      encryption: 'on',
      trustServerCertificate: false,
      certificateAuthorityFile: null,
      bulkConnections: 2,
      connectTimeoutMs: 15_000,
      statementTimeoutMs: 3_600_000,
    });
  });

  it('takes every option', () => {
    const options =
      'encrypt=strict&trustServerCertificate=false&ca=certs/our%20ca.pem&authentication=sql&bulkConnections=16&connectTimeoutSeconds=5&statementTimeoutSeconds=0';
    expect(parseSqlServerUrl(`mssql://loader:geheim@db01:14330/shop?${options}`)).toEqual({
      host: 'db01',
      port: 14_330,
      instance: null,
      database: 'shop',
      authentication: { kind: 'sql', user: 'loader', password: 'geheim' },
      encryption: 'strict',
      trustServerCertificate: false,
      certificateAuthorityFile: 'certs/our ca.pem',
      bulkConnections: 16,
      connectTimeoutMs: 5000,
      statementTimeoutMs: 0,
    });
  });

  it.each([
    ['sqlserver://u:p@db/shop', { host: 'db', port: 1433 }],
    ['MSSQL://u:p@db/shop/', { host: 'db', database: 'shop' }],
    ['mssql://u:p@[::1]:1434/shop', { host: '::1', port: 1434 }],
    ['mssql://u:p@[fe80::1]/shop', { host: 'fe80::1', port: 1433 }],
    ['mssql://u:p@db/shop?instance=SALES', { port: null, instance: 'SALES' }],
    ['mssql://u:p@db/My%20Shop%2FEU', { database: 'My Shop/EU' }],
    ['mssql://u:p@db/shop?encrypt=false', { encryption: 'off' }],
    ['mssql://u:p@db/shop?encrypt=true&trustServerCertificate=true', { trustServerCertificate: true }],
    ['mssql://u:p@db/shop?ca=a+b.pem', { certificateAuthorityFile: 'a+b.pem' }],
  ])('%s is understood', (url, settings) => {
    expect(parseSqlServerUrl(url)).toMatchObject(settings);
  });

  it.each([
    ['u:p%40ss%3Aw%2Fo%3Fr%23d%25', 'u', 'p@ss:w/o?r#d%'],
    ['DOMAIN%5Cloader:p', 'DOMAIN\\loader', 'p'],
    ['u:a:b', 'u', 'a:b'],
    ['u:%C3%BC+%20', 'u', 'ü+ '],
  ])('decodes user and password: %s', (credentials, user, password) => {
    const { authentication } = parseSqlServerUrl(`mssql://${credentials}@db/shop`);
    expect(authentication).toEqual({ kind: 'sql', user, password });
  });

  it.each([
    [
      `${APP}:geheim@db/shop?authentication=client-secret&tenantId=contoso.onmicrosoft.com`,
      { kind: 'client-secret', tenantId: 'contoso.onmicrosoft.com', clientId: APP, clientSecret: 'geheim' },
    ],
    [
      `${APP}@db/shop?authentication=client-certificate&tenantId=${APP}&certificate=app.pem`,
      { kind: 'client-certificate', tenantId: APP, clientId: APP, certificateFile: 'app.pem' },
    ],
    ['db/shop?authentication=managed-identity', { kind: 'managed-identity', clientId: null }],
    [`${APP}@db/shop?authentication=managed-identity`, { kind: 'managed-identity', clientId: APP }],
    [
      `${APP}@db/shop?authentication=device-code&tenantId=organizations`,
      { kind: 'device-code', tenantId: 'organizations', clientId: APP },
    ],
  ])('names a way to log in with Entra ID: %s', (rest, authentication) => {
    expect(parseSqlServerUrl(`mssql://${rest}`).authentication).toEqual(authentication);
  });
});

describe('a wrong SQL Server URL', () => {
  it('is refused with all its problems, the host, and no credentials', () => {
    const message = refusal('mssql://:geheim@db01:0/?encrypt=maybe&timeout=5&bulkConnections=17');
    expect(message).toContain('warehouse: the URL of SQL Server db01 has 6 problems:\n');
    expect(message).toContain('Write mssql://USER:PASSWORD@HOST:1433/DATABASE?option=value; docs/configuration.md');
    expect(message).not.toContain('geheim');
    expect(problems('mssql://:geheim@db01:0/?encrypt=maybe&timeout=5&bulkConnections=17')).toEqual([
      'timeout: unknown option; did you mean "connectTimeoutSeconds" or "statementTimeoutSeconds"?',
      'port: is a whole number from 1 to 65535; the default is 1433',
      'database: is missing; write its name after the host, e.g. mssql://…@HOST/shop',
      'user: is missing; with authentication=sql it is the login',
      'encrypt: "maybe" is not one of true, false, strict',
      'bulkConnections: takes a whole number from 1 to 16, not "17"',
    ]);
  });

  it.each([
    ['u:p@/shop', 'host: is missing'],
    ['u:p@[db]/shop', 'host: in brackets stands an IPv6 address, e.g. [::1]'],
    ['u:p@db:65536/shop', 'port: is a whole number from 1 to 65535; the default is 1433'],
    ['u:p@db:/shop', 'port: is a whole number from 1 to 65535; the default is 1433'],
    ['u:p@db', 'database: is missing; write its name after the host, e.g. mssql://…@HOST/shop'],
    ['u:p@db/shop/dbo', 'database: is one name; write a / within it as %2F'],
    [':p@db/shop', 'user: is missing; with authentication=sql it is the login'],
    ['u@db/shop', "password: is missing; with authentication=sql it is the login's password"],
    ['u:100%@db/shop', 'password: a % must be followed by two hexadecimal digits; write a % itself as %25'],
    ['u:p@db:1433/shop?instance=A', 'instance: name the instance or the port, not both: the server tells its port'],
    ['u:p@db/shop?Encrypt=true', 'Encrypt: unknown option; did you mean "encrypt"?'],
    ['u:p@db/shop?encrypted=true', 'encrypted: unknown option; did you mean "encrypt"?'],
    [
      'u:p@db/shop?password=x',
      'password: unknown option; options are encrypt, trustServerCertificate, ca, instance, authentication, tenantId, certificate, bulkConnections, connectTimeoutSeconds, statementTimeoutSeconds',
    ],
    ['u:p@db/shop?encrypt=true&encrypt=true', 'encrypt: stands there twice'],
    ['u:p@db/shop?encrypt', 'encrypt: has no value; write encrypt=… or leave it out'],
    ['u:p@db/shop?ca=%zz', 'ca: a % must be followed by two hexadecimal digits'],
    ['u:p@db/shop?trustServerCertificate=yes', 'trustServerCertificate: "yes" is not one of true, false'],
    ['u:p@db/shop?bulkConnections=0', 'bulkConnections: takes a whole number from 1 to 16, not "0"'],
    ['u:p@db/shop?connectTimeoutSeconds=1.5', 'connectTimeoutSeconds: takes a whole number from 1 to 600, not "1.5"'],
    [
      'u:p@db/shop?statementTimeoutSeconds=-1',
      'statementTimeoutSeconds: takes a whole number from 0 to 604800, not "-1"',
    ],
    [
      'u:p@db/shop?ca=ca.pem&trustServerCertificate=true',
      'ca: has no use with trustServerCertificate=true, which checks no certificate; leave one out',
    ],
    [
      'u:p@db/shop?ca=ca.pem&encrypt=false',
      'ca: has no use with encrypt=false, which checks no certificate; leave one out',
    ],
    [
      'u:p@db/shop?authentication=secret',
      'authentication: "secret" is not one of sql, client-secret, client-certificate, managed-identity, device-code',
    ],
    ['u:p@db/shop?tenantId=contoso.com', 'tenantId: has no use with authentication=sql; leave one out'],
    [
      `${APP}:p@db/shop?authentication=client-secret`,
      "tenantId: is missing; it takes the directory's id or domain, e.g. contoso.onmicrosoft.com",
    ],
    [
      `${APP}:p@db/shop?authentication=client-secret&tenantId=common`,
      "tenantId: takes the directory's id or domain, e.g. contoso.onmicrosoft.com",
    ],
    [
      'loader:p@db/shop?authentication=client-secret&tenantId=contoso.com',
      'user: with authentication=client-secret it is the client id of the application, a GUID',
    ],
    [
      `${APP}@db/shop?authentication=client-secret&tenantId=contoso.com`,
      'password: is missing; with authentication=client-secret it is the client secret',
    ],
    [
      `${APP}@db/shop?authentication=client-certificate&tenantId=contoso.com`,
      'certificate: is missing; it takes a PEM file with the private key and the certificate',
    ],
    [
      `${APP}@db/shop?authentication=client-certificate&tenantId=contoso.com&certificate=`,
      'certificate: has no value; write certificate=… or leave it out',
    ],
    [
      `${APP}:p@db/shop?authentication=managed-identity`,
      'password: there is none with authentication=managed-identity; leave it out',
    ],
    [
      `${APP}@db/shop?authentication=managed-identity&certificate=a.pem`,
      'certificate: has no use with authentication=managed-identity; leave one out',
    ],
    [
      'db/shop?authentication=device-code&tenantId=contoso.com',
      'user: is missing; with authentication=device-code it is the client id of the application, a GUID',
    ],
    [
      'db/shop?authentication=managed-identity&encrypt=false',
      'encrypt: false would send the token of authentication=managed-identity in the clear; leave it out',
    ],
  ])('is told what is wrong: %s', (rest, problem) => {
    expect(problems(`mssql://${rest}`)).toEqual([problem]);
  });

  it.each(['@', '/', '?', '#', '/12?', '?x=y/'])(
    'with an unencoded %s in the password gets a hint and is not shown',
    (mark) => {
      for (const password of [`geheim${mark}rest`, `12${mark}rest`]) {
        const message = refusal(`mssql://loader:${password}@db/shop`);
        expect(message).toContain('warehouse: the URL of the SQL Server cannot be read. Write mssql://USER:PASSWORD@');
        expect(message).toContain('percent-encoded: @ as %40, : as %3A, / as %2F, ? as %3F, # as %23');
        expect(message).not.toMatch(/geheim|rest|loader/);
      }
    },
  );

  it.each([
    'Server=tcp:db01,1433;Database=shop;User Id=loader;Password=geheim',
    'Data Source=db01;Initial Catalog=shop;Integrated Security=true;Password=geheim',
    'Driver={ODBC Driver 18 for SQL Server};Server=db01;PWD=geheim',
    'jdbc:sqlserver://db01:1433;databaseName=shop;password=geheim',
    'sqlserver://db01:1433;databaseName=shop;password=geheim',
  ])('that is a connection string is shown the form of a URL: %s', (text) => {
    expect(() => parseWarehouseUrl(text)).toThrow(ConfigurationError);
    const message = refusal(text);
    expect(message).toContain('this is a connection string of ADO.NET, ODBC or JDBC. Write it as a URL: mssql://USER');
    expect(message).not.toContain('geheim');
  });

  it('never shows a client secret that stands where the client id belongs', () => {
    const message = refusal(`mssql://geheim:${APP}@db/shop?authentication=client-secret&tenantId=contoso.com`);
    expect(message).toContain('- user: with authentication=client-secret it is the client id');
    expect(message).not.toContain('geheim');
  });
});

test.each([
  ['duckdb:shop.duckdb', { kind: 'duckdb', path: 'shop.duckdb' }],
  ['mssql://u:p@db/shop', { kind: 'sqlserver', settings: { host: 'db', database: 'shop' } }],
  ['sqlserver://u:p@db/shop', { kind: 'sqlserver', settings: { host: 'db', database: 'shop' } }],
])('the warehouse %s is of the kind its scheme says', (url, expected) => {
  expect(parseWarehouseUrl(url)).toMatchObject(expected);
});

test.each([
  ['mssql://u:p@db/shop', 'mssql://db:1433/shop'],
  ['mssql://u:p@db/shop?instance=SALES', 'mssql://db\\SALES/shop'],
  ['mssql://u:p@[::1]:14330/shop', 'mssql://[::1]:14330/shop'],
])('the location of %s is %s', (url, location) => {
  expect(locationOf(parseSqlServerUrl(url))).toBe(location);
});

test('relative files start at the folder of the configuration', () => {
  const url = `mssql://${APP}@db/shop?authentication=client-certificate&tenantId=contoso.com&certificate=app.pem&ca=ca.pem`;
  const settings = withFilesIn(parseSqlServerUrl(url), resolve('config'));
  expect(settings.certificateAuthorityFile).toBe(resolve('config/ca.pem'));
  expect(settings.authentication).toMatchObject({ certificateFile: resolve('config/app.pem') });
});

describe('two URLs', () => {
  const here = { url: 'duckdb:w.duckdb', directory: '/conf' };
  const server = { url: 'mssql://loader:geheim@db01/shop', directory: '/conf' };

  test.each([
    [here, { url: 'duckdb:/conf/w.duckdb', directory: '/elsewhere' }, true],
    [here, { url: 'duckdb:../conf/./w.duckdb', directory: '/elsewhere' }, true],
    [here, { url: 'duckdb:w.duckdb', directory: '/elsewhere' }, false],
    [here, { url: 'duckdb:v.duckdb', directory: '/conf' }, false],
    [here, server, false],
    [server, { url: 'mssql://loader:geheim@db01:1433/shop', directory: '/' }, true],
    [server, { url: 'sqlserver://other:secret@DB01/Shop?encrypt=false', directory: '/' }, true],
    [server, { url: 'mssql://db01/shop?authentication=managed-identity', directory: '/' }, true],
    [server, { url: 'mssql://loader:geheim@db01:1434/shop', directory: '/' }, false],
    [server, { url: 'mssql://loader:geheim@db02/shop', directory: '/' }, false],
    [server, { url: 'mssql://loader:geheim@db01/shop2', directory: '/' }, false],
    [server, { url: 'mssql://loader:geheim@db01/shop?instance=A', directory: '/' }, false],
    [server, { url: 'nonsense', directory: '/' }, false],
    [{ url: 'nonsense', directory: '/' }, { url: 'nonsense', directory: '/' }, false],
  ])('%j and %j name one warehouse: %j', (one, other, expected) => {
    expect(isSameWarehouse(one, other)).toBe(expected);
    expect(isSameWarehouse(other, one)).toBe(expected);
  });
});
