import type { INetworkModule } from '@azure/msal-node';
import { WarehouseLoginError } from '../../core/errors.ts';
import type { Clock } from '../../core/time.ts';
import type { EntraAuthentication } from '../sqlserver/settings.ts';
import { tokenRequest } from './acquire-token.ts';
import { askingIdentityProvider, fetchNetwork, requestSignal } from './identity-network.ts';
import { translateLoginError } from './login-error.ts';
import type { TokenProvider } from './tokens.ts';

export interface TokenProviderOptions {
  /** Told what a person has to do to sign in, with authentication=device-code. */
  showDeviceCode(message: string): void;
  /** How MSAL reaches the identity provider; by default over the internet. */
  readonly networkClient?: INetworkModule;
  readonly clock?: Clock;
}

interface AccessToken {
  readonly text: string;
  readonly expiresAtMs: number;
}

/** One request, and how many callers wait for it: when the last one gives up, it is cancelled. */
interface PendingRequest {
  readonly token: Promise<AccessToken>;
  readonly controller: AbortController;
  waiting: number;
}

/** A login may wait for a busy server, and the server's clock may differ. */
const RENEW_BEFORE_MS = 5 * 60_000;

/** Tokens for Azure SQL from Entra ID. Nothing is asked before the first token is wanted; callers at once share a request. */
export function createTokenProvider(authentication: EntraAuthentication, options: TokenProviderOptions): TokenProvider {
  const network = askingIdentityProvider(options.networkClient ?? fetchNetwork);
  const acquire = tokenRequest(authentication, network, (message) => options.showDeviceCode(message));
  return new SharedTokenProvider(options.clock ?? (() => new Date()), async (signal) => {
    try {
      const result = await requestSignal.run(signal, () => acquire(signal));
      if (result === null || result.accessToken === '') throw noToken(authentication);
      return { text: result.accessToken, expiresAtMs: result.expiresOn?.getTime() ?? 0 };
    } catch (error) {
      throw translateLoginError(error, authentication);
    }
  });
}

function noToken({ kind }: EntraAuthentication): WarehouseLoginError {
  return new WarehouseLoginError(
    `Entra ID answered a login with authentication=${kind} without a token. Try again; if that does not help, look at its sign-in log.`,
    { retryable: true, context: { authentication: kind } },
  );
}

class SharedTokenProvider implements TokenProvider {
  readonly #clock: Clock;
  readonly #acquire: (signal: AbortSignal) => Promise<AccessToken>;
  #token: AccessToken | null = null;
  #pending: PendingRequest | null = null;

  constructor(clock: Clock, acquire: (signal: AbortSignal) => Promise<AccessToken>) {
    this.#clock = clock;
    this.#acquire = acquire;
  }

  async token(signal: AbortSignal): Promise<string> {
    signal.throwIfAborted();
    const isGood = this.#token !== null && this.#token.expiresAtMs - this.#clock().getTime() > RENEW_BEFORE_MS;
    if (this.#token !== null && isGood) return this.#token.text;
    this.#pending ??= this.#start();
    const request = this.#pending;
    request.waiting += 1;
    try {
      return (await untilAborted(request.token, signal)).text;
    } finally {
      request.waiting -= 1;
      if (request.waiting === 0) this.#end(request);
    }
  }

  #start(): PendingRequest {
    const controller = new AbortController();
    const token = this.#acquire(controller.signal).then((acquired) => {
      this.#token = acquired;
      return acquired;
    });
    return { token, controller, waiting: 0 };
  }

  #end(request: PendingRequest): void {
    request.controller.abort();
    if (this.#pending === request) this.#pending = null;
  }
}

/** Rejects with the signal's reason as soon as it is raised. */
async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal): Promise<T> {
  const aborted = Promise.withResolvers<never>();
  const abort = (): void => aborted.reject(signal.reason);
  signal.addEventListener('abort', abort, { once: true });
  try {
    return await Promise.race([promise, aborted.promise]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
