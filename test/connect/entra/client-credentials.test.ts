import {
  constants,
  createHash,
  createPublicKey,
  createVerify,
  generateKeyPairSync,
  X509Certificate,
} from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { createTokenProvider } from '../../../connect/entra/create-token-provider.ts';
import { requestSignal } from '../../../connect/entra/identity-network.ts';
import type { TokenProvider } from '../../../connect/entra/tokens.ts';
import { ConfigurationError } from '../../../core/errors.ts';
import { CLIENT, IdentityProvider, refusal, TENANT, token, UNREACHABLE } from './identity-provider.ts';
import { refused, refusedLogin, SECRET } from './refused-login.ts';

const NEVER = new AbortController().signal;
const folder = mkdtempSync(join(tmpdir(), 'storehouse-entra-'));
afterAll(() => rmSync(folder, { recursive: true }));

const KEY = readFileSync(join(import.meta.dirname, 'application.key.pem'), 'utf8');
const CERTIFICATE = readFileSync(join(import.meta.dirname, 'application.cert.pem'), 'utf8');

const OTHER_CERTIFICATE = readFileSync(join(import.meta.dirname, '../../tds-server/localhost.cert.pem'), 'utf8');

function unexpected(): never {
  throw new Error('Nobody is asked to sign in here.');
}

function withSecret(networkClient: IdentityProvider, clock?: () => Date): TokenProvider {
  return createTokenProvider(
    { kind: 'client-secret', tenantId: TENANT, clientId: CLIENT, clientSecret: SECRET },
    { showDeviceCode: unexpected, networkClient, ...(clock === undefined ? {} : { clock }) },
  );
}

function pemFile(name: string, content: string): string {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
}

function withCertificate(networkClient: IdentityProvider, certificateFile: string): TokenProvider {
  return createTokenProvider(
    { kind: 'client-certificate', tenantId: TENANT, clientId: CLIENT, certificateFile },
    { showDeviceCode: unexpected, networkClient },
  );
}

describe('a client secret', () => {
  it('gives a token for Azure SQL, asked for once', async () => {
    const identity = new IdentityProvider().answers(token('first'));
    const provider = withSecret(identity);
    expect(identity.requests).toEqual([]);
    expect([await provider.token(NEVER), await provider.token(NEVER)]).toEqual(['first', 'first']);
    expect(identity.requests).toMatchObject([
      {
        url: expect.stringMatching(`^https://login.microsoftonline.com/${TENANT}/oauth2/v2.0/token`),
        form: {
          grant_type: 'client_credentials',
          client_id: CLIENT,
          client_secret: SECRET,
          scope: 'https://database.windows.net/.default',
        },
      },
    ]);
  });

  it('is asked for one token by callers at once', async () => {
    const identity = new IdentityProvider().answers(token('first'), token('second'));
    const provider = withSecret(identity);
    const tokens = await Promise.all([provider.token(NEVER), provider.token(NEVER), provider.token(NEVER)]);
    expect(tokens).toEqual(['first', 'first', 'first']);
    expect(identity.unused).toBe(1);
  });

  it('renews a token five minutes before it expires, and not before', async () => {
    const identity = new IdentityProvider().answers(token('first', 3600), token('second', 7200));
    const start = Date.now();
    let minutes = 0;
    const provider = withSecret(identity, () => new Date(start + minutes * 60_000));
    const given = [];
    for (minutes of [0, 54, 56, 57]) given.push(await provider.token(NEVER));
    expect(given).toEqual(['first', 'first', 'second', 'second']);
  });

  it('asks again for each login when tokens live for less than five minutes', async () => {
    const provider = withSecret(new IdentityProvider().answers(token('first', 60), token('second', 60)));
    expect([await provider.token(NEVER), await provider.token(NEVER)]).toEqual(['first', 'second']);
  });

  it.each([
    [refusal(401, 'invalid_client', 7_000_215), '(invalid_client, AADSTS7000215). The client secret is wrong.'],
    [refusal(401, 'invalid_client', 7_000_222), 'AADSTS7000222). The client secret has expired.'],
    [refusal(400, 'unauthorized_client', 700_016), 'AADSTS700016). The directory has no such application.'],
    [refusal(400, 'invalid_request', 90_002), 'AADSTS90002). There is no such directory. Check the option tenantId.'],
    [refusal(401, 'invalid_client'), '(invalid_client). Check the client id (the user part of the URL), its secret'],
    [refusal(400, 'something_new', 12_345), '(something_new, AADSTS12345). Check the client id, the client secret and'],
  ])('that is refused with %j is an error that tells what to do', async (answer, advice) => {
    const error = await refusedLogin(withSecret(new IdentityProvider().answers(answer)));
    expect(error.message).toContain('Entra ID refused the login with authentication=client-secret ');
    expect(error.message).toContain(advice);
    expect(error.retryable).toBe(false);
    expect(error.context).toMatchObject({ authentication: 'client-secret', tenantId: TENANT, clientId: CLIENT });
  });

  it.each([
    [UNREACHABLE, '(ENOTFOUND)'],
    [refusal(500, 'server_error'), '(HTTP 500)'],
    [refusal(503, 'temporarily_unavailable', 90_033), '(HTTP 503)'],
    [refusal(429, 'too_many_requests'), '(HTTP 429)'],
  ])('may be tried again at once when the answer was %j', async (failure, reason) => {
    const provider = withSecret(new IdentityProvider().answers(failure, token('first')));
    const error = await refusedLogin(provider);
    expect(error.message).toContain(`could not be asked for a token with authentication=client-secret ${reason}.`);
    expect(error.retryable).toBe(true);
    expect(await provider.token(NEVER)).toBe('first');
  });
});

describe('waiting for a token', () => {
  it('ends when the signal is raised, for this caller only', async () => {
    const [asked, answer] = [Promise.withResolvers<void>(), Promise.withResolvers<ReturnType<typeof token>>()];
    const identity = new IdentityProvider().answers(() => {
      asked.resolve();
      return answer.promise;
    });
    const provider = withSecret(identity);
    const controller = new AbortController();
    const [given, other] = [provider.token(controller.signal), provider.token(NEVER)];
    await asked.promise;
    controller.abort();
    await expect(given).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    answer.resolve(token('first'));
    expect(await other).toBe('first');
  });

  it('asks nobody when the signal was raised before', async () => {
    const identity = new IdentityProvider().answers(token('first'));
    await expect(withSecret(identity).token(AbortSignal.abort())).rejects.toThrow();
    expect(identity.requests).toEqual([]);
  });

  it('is cancelled when everybody gave up, and then starts anew', async () => {
    const [asked, never] = [Promise.withResolvers<void>(), Promise.withResolvers<ReturnType<typeof token>>()];
    let signal: AbortSignal | undefined;
    const hangs = (): Promise<ReturnType<typeof token>> => {
      signal = requestSignal.getStore();
      asked.resolve();
      return never.promise;
    };
    const provider = withSecret(new IdentityProvider().answers(hangs, token('second')));
    const controller = new AbortController();
    const given = provider.token(controller.signal);
    await asked.promise;
    expect(signal?.aborted).toBe(false);
    controller.abort();
    await expect(given).rejects.toThrow();
    expect(signal?.aborted).toBe(true);
    expect(await provider.token(NEVER)).toBe('second');
  });
});

describe('a client certificate', () => {
  it('signs with its private key and names its SHA-256 thumbprint', async () => {
    const identity = new IdentityProvider().answers(token('first'));
    expect(await withCertificate(identity, pemFile('good.pem', KEY + CERTIFICATE)).token(NEVER)).toBe('first');
    const [header = '', payload = '', signature = ''] = identity.requests[0]?.form.client_assertion?.split('.') ?? [];
    const verify = createVerify('sha256').update(`${header}.${payload}`);
    const key = { key: createPublicKey(CERTIFICATE), padding: constants.RSA_PKCS1_PSS_PADDING };
    expect(verify.verify(key, signature, 'base64url')).toBe(true);
    const thumbprint = createHash('sha256').update(new X509Certificate(CERTIFICATE).raw).digest('base64url');
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toMatchObject({ 'x5t#S256': thumbprint });
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({ iss: CLIENT, sub: CLIENT });
    expect(JSON.stringify(identity.requests)).not.toContain('PRIVATE KEY');
  });

  it('may stand before its private key, among others', async () => {
    const identity = new IdentityProvider().answers(token('first'));
    const file = pemFile('order.pem', OTHER_CERTIFICATE + CERTIFICATE + KEY);
    expect(await withCertificate(identity, file).token(NEVER)).toBe('first');
  });

  it('that Entra ID does not know is refused', async () => {
    const identity = new IdentityProvider().answers(refusal(401, 'invalid_client', 700_027));
    const error = await refusedLogin(withCertificate(identity, pemFile('unknown.pem', KEY + CERTIFICATE)));
    expect(error.message).toContain('AADSTS700027). The application does not have this certificate.');
  });

  const pem = { type: 'pkcs8', format: 'pem' } as const;
  const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  const short = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
  const elliptic = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
  const locked = other.export({ ...pem, cipher: 'aes-256-cbc', passphrase: 'x' }).toString();

  it.each([
    ['empty', '', 'holds no private key'],
    ['without a key', CERTIFICATE, 'holds no private key'],
    ['without a certificate', KEY, 'holds no certificate'],
    ['with an encrypted key', locked + CERTIFICATE, 'holds a private key that is encrypted or damaged'],
    ['with a damaged key', KEY.replace('MII', 'XII') + CERTIFICATE, 'holds a private key that is encrypted or damaged'],
    ['with a damaged certificate', KEY + CERTIFICATE.replace('MII', 'XII'), 'holds a damaged certificate'],
    ['with a key of another kind', elliptic.export(pem) + CERTIFICATE, 'holds a private key that is not an RSA key'],
    ['with a short key', short.export(pem) + CERTIFICATE, 'holds a private key of fewer than 2048 bits'],
    ['with another key', other.export(pem) + CERTIFICATE, 'holds a private key and a certificate that do not belong'],
  ])('%s is refused before anybody is asked', async (name, content, problem) => {
    const identity = new IdentityProvider().answers(token('first'));
    const file = pemFile(`${name}.pem`, content);
    const error = await refused(withCertificate(identity, file));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain(`warehouse: the certificate file ${file} ${problem}`);
    expect(identity.requests).toEqual([]);
  });

  it('that is not there is refused', async () => {
    const error = await refused(withCertificate(new IdentityProvider(), join(folder, 'none.pem')));
    expect(error).toBeInstanceOf(ConfigurationError);
    expect(error.message).toContain('none.pem cannot be read (ENOENT).');
  });
});
