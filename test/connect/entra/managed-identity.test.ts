import { describe, expect, it } from 'vitest';
import { createTokenProvider } from '../../../connect/entra/create-token-provider.ts';
import type { TokenProvider } from '../../../connect/entra/tokens.ts';
import { CLIENT, IdentityProvider, machinesToken, refusal, UNREACHABLE } from './identity-provider.ts';
import { refusedLogin } from './refused-login.ts';

const NEVER = new AbortController().signal;
/** One for all tests: MSAL keeps the first network module that a process gave it for managed identities. */
const identity = new IdentityProvider();

function inMinutes(minutes: number): Date {
  return new Date(Date.now() + minutes * 60_000);
}

function withIdentity(clientId: string | null): TokenProvider {
  const showDeviceCode = (): never => {
    throw new Error('Nobody is asked to sign in here.');
  };
  return createTokenProvider({ kind: 'managed-identity', clientId }, { showDeviceCode, networkClient: identity });
}

describe('a managed identity', () => {
  it.each([
    [null, null],
    [CLIENT, CLIENT],
  ])('of client id %s gives a token for Azure SQL, asked for once', async (clientId, asked) => {
    identity.answers(machinesToken('first', inMinutes(60)));
    const provider = withIdentity(clientId);
    expect([await provider.token(NEVER), await provider.token(NEVER)]).toEqual(['first', 'first']);
    const url = new URL(identity.requests[0]?.url ?? '');
    expect(`${url.host}${url.pathname}`).toBe('169.254.169.254/metadata/identity/oauth2/token');
    expect(url.searchParams.get('resource')).toBe('https://database.windows.net');
    expect(url.searchParams.get('client_id')).toBe(asked);
  });

  it('renews a token that expires within five minutes', async () => {
    identity.answers(machinesToken('first', inMinutes(4)), machinesToken('second', inMinutes(60)));
    const provider = withIdentity(null);
    const given = [await provider.token(NEVER), await provider.token(NEVER), await provider.token(NEVER)];
    expect(given).toEqual(['first', 'second', 'second']);
  });

  it('that the machine does not have is refused', async () => {
    identity.answers(refusal(400, 'invalid_request'));
    const error = await refusedLogin(withIdentity(CLIENT));
    expect(error.message).toBe(
      'Entra ID refused the login with authentication=managed-identity (invalid_request). Check that the managed identity is assigned to this machine, and the client id (the user part of the URL) if there is one.',
    );
    expect(error.retryable).toBe(false);
  });

  it.each([
    [UNREACHABLE, '(ENOTFOUND)'],
    [refusal(404, 'not_found'), '(HTTP 404)'],
    [refusal(410, 'gone'), '(HTTP 410)'],
    [refusal(500, 'server_error'), '(HTTP 500)'],
  ])('may be tried again at once when the answer was %j', async (failure, reason) => {
    identity.answers(failure, machinesToken('first', inMinutes(60)));
    const provider = withIdentity(null);
    const error = await refusedLogin(provider);
    expect(error.message).toContain(
      `with authentication=managed-identity ${reason}. Only machines and services in Azure`,
    );
    expect(error.retryable).toBe(true);
    expect(await provider.token(NEVER)).toBe('first');
  });
});
