import { describe, expect, it } from 'vitest';
import { createTokenProvider } from '../../../connect/entra/create-token-provider.ts';
import type { TokenProvider } from '../../../connect/entra/tokens.ts';
import {
  CLIENT,
  deviceCode,
  IdentityProvider,
  PENDING,
  personsToken,
  refusal,
  TENANT,
  UNREACHABLE,
} from './identity-provider.ts';
import { refusedLogin } from './refused-login.ts';

const NEVER = new AbortController().signal;

function withDeviceCode(networkClient: IdentityProvider, shown: string[] = [], clock?: () => Date): TokenProvider {
  const showDeviceCode = (message: string): void => void shown.push(message);
  return createTokenProvider(
    { kind: 'device-code', tenantId: TENANT, clientId: CLIENT },
    { showDeviceCode, networkClient, ...(clock === undefined ? {} : { clock }) },
  );
}

describe('a device code', () => {
  it('is shown, and gives a token when the person has signed in', async () => {
    const shown: string[] = [];
    const identity = new IdentityProvider().answers(
      deviceCode('ABC'),
      PENDING,
      PENDING,
      personsToken('first', 'again'),
    );
    const provider = withDeviceCode(identity, shown);
    expect(await Promise.all([provider.token(NEVER), provider.token(NEVER)])).toEqual(['first', 'first']);
    expect(await provider.token(NEVER)).toBe('first');
    expect(shown).toEqual(['Open https://microsoft.com/devicelogin and enter the code ABC.']);
    expect(identity.requests[0]?.form.scope).toContain('https://database.windows.net/.default');
    expect(identity.requests.at(-1)?.form.device_code).toBe('device-code-ABC');
  });

  it('is not shown again while the token can be renewed', async () => {
    const shown: string[] = [];
    const identity = new IdentityProvider().answers(
      deviceCode('ABC'),
      personsToken('first', 'refresh-1', 60),
      personsToken('second', 'refresh-2', 60),
      personsToken('third', 'refresh-3'),
    );
    const provider = withDeviceCode(identity, shown);
    const given = [await provider.token(NEVER), await provider.token(NEVER), await provider.token(NEVER)];
    expect(given).toEqual(['first', 'second', 'third']);
    expect(identity.requests.map(({ form }) => form.refresh_token)).toEqual([
      undefined,
      undefined,
      'refresh-1',
      'refresh-2',
    ]);
    expect(shown).toHaveLength(1);
  });

  it('is not shown again for a token that expires within five minutes', async () => {
    const answers = [deviceCode('ABC'), personsToken('first', 'refresh-1'), personsToken('second', 'refresh-2', 7200)];
    const start = Date.now();
    let minutes = 0;
    const shown: string[] = [];
    const provider = withDeviceCode(
      new IdentityProvider().answers(...answers),
      shown,
      () => new Date(start + minutes * 60_000),
    );
    const given: string[] = [];
    for (minutes of [0, 54, 56, 57]) given.push(await provider.token(NEVER));
    expect(given).toEqual(['first', 'first', 'second', 'second']);
    expect(shown).toHaveLength(1);
  });

  it.each([
    ['the refresh token has run out', refusal(400, 'invalid_grant', 70_008)],
    ['the directory wants the person', refusal(400, 'interaction_required', 50_076)],
  ])('is shown again when %s', async (_, answer) => {
    const shown: string[] = [];
    const identity = new IdentityProvider().answers(
      deviceCode('ABC'),
      personsToken('first', 'refresh-1', 60),
      answer,
      deviceCode('DEF'),
      personsToken('second', 'refresh-2'),
    );
    const provider = withDeviceCode(identity, shown);
    expect([await provider.token(NEVER), await provider.token(NEVER)]).toEqual(['first', 'second']);
    expect(shown).toHaveLength(2);
  });

  it('is not shown again because the identity provider was down for a moment', async () => {
    const shown: string[] = [];
    const identity = new IdentityProvider().answers(
      deviceCode('ABC'),
      personsToken('first', 'refresh-1', 60),
      refusal(503, 'temporarily_unavailable'),
      personsToken('second', 'refresh-2'),
    );
    const provider = withDeviceCode(identity, shown);
    expect(await provider.token(NEVER)).toBe('first');
    expect((await refusedLogin(provider)).retryable).toBe(true);
    expect(await provider.token(NEVER)).toBe('second');
    expect(shown).toHaveLength(1);
  });

  it.each(['authorization_declined', 'expired_token'])('that ends in %s is refused', async (code) => {
    const identity = new IdentityProvider().answers(deviceCode('ABC'), PENDING, refusal(400, code));
    const error = await refusedLogin(withDeviceCode(identity));
    expect(error.message).toContain('The sign-in was refused, or not completed in time. Run the command again.');
    expect(error.retryable).toBe(false);
  });

  it('of an application that is no public client is refused', async () => {
    const identity = new IdentityProvider().answers(deviceCode('ABC'), refusal(401, 'invalid_client', 7_000_218));
    const error = await refusedLogin(withDeviceCode(identity));
    expect(error.retryable).toBe(false);
  });

  it.each([
    [[UNREACHABLE], '(ENOTFOUND)'],
    [[deviceCode('ABC'), PENDING, refusal(502, 'bad_gateway')], '(HTTP 502)'],
  ])('may be tried again when the identity provider does not answer: %j', async (answers, reason) => {
    const error = await refusedLogin(withDeviceCode(new IdentityProvider().answers(...answers)));
    expect(error.message).toContain(
      `Entra ID could not be asked for a token with authentication=device-code ${reason}.`,
    );
    expect(error.retryable).toBe(true);
  });

  it('is asked for no more when the signal is raised', async () => {
    const polled = Promise.withResolvers<void>();
    const identity = new IdentityProvider().answers(
      deviceCode('ABC'),
      () => {
        polled.resolve();
        return PENDING;
      },
      deviceCode('DEF'),
      PENDING,
      PENDING,
      PENDING,
      personsToken('second', 'refresh'),
    );
    const controller = new AbortController();
    const provider = withDeviceCode(identity);
    const given = provider.token(controller.signal);
    await polled.promise;
    controller.abort();
    await expect(given).rejects.toThrow(expect.objectContaining({ name: 'AbortError' }));
    expect(await provider.token(NEVER)).toBe('second');
    expect(identity.requests.filter(({ form }) => form.device_code === 'device-code-ABC')).toHaveLength(1);
  });
});
