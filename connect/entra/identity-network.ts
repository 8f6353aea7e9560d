import { AsyncLocalStorage } from 'node:async_hooks';
import { AuthError, type INetworkModule, type NetworkRequestOptions, type NetworkResponse } from '@azure/msal-node';

/** `errorCode` of the errors by which {@link askingIdentityProvider} says that there was no answer to work with. */
export const NOT_ANSWERED = 'identity_provider_not_answered';

const TIMEOUT_MS = 30_000;

/**
 * Answers that say nothing about the login. MSAL itself repeats the same ones for managed identities, where 404 and 410
 * mean that the machine's metadata service is being updated.
 */
const BUSY_STATUSES: readonly number[] = [404, 408, 410, 429];

/**
 * Ends the requests that are made within its scope. MSAL passes no signal on, and keeps the first network module it
 * was given for managed identities for the whole process, so that the signal cannot belong to a module.
 */
export const requestSignal = new AsyncLocalStorage<AbortSignal>();

/** MSAL's own module has no signal, and waits for ever for the answer to a POST. */
export const fetchNetwork: INetworkModule = {
  sendGetRequestAsync: (url, options) => send(url, 'GET', options),
  sendPostRequestAsync: (url, options) => send(url, 'POST', options),
};

async function send<T>(
  url: string,
  method: 'GET' | 'POST',
  options?: NetworkRequestOptions,
): Promise<NetworkResponse<T>> {
  const signals = [AbortSignal.timeout(TIMEOUT_MS), requestSignal.getStore()];
  const response = await fetch(url, {
    method,
    headers: options?.headers ?? {},
    body: method === 'POST' ? (options?.body ?? '') : null,
    signal: AbortSignal.any(signals.filter((signal) => signal !== undefined)),
  });
  const body = parse<T>(await response.text(), response.status);
  return { status: response.status, headers: Object.fromEntries(response.headers), body };
}

/** What is no JSON comes from a proxy, a sign-in page of a network, or a broken server. */
function parse<T>(text: string, status: number): T {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notAnswered(isBusy(status) ? `HTTP ${status}` : `HTTP ${status} without JSON`, cause);
  }
}

function isBusy(status: number): boolean {
  return status >= 500 || BUSY_STATUSES.includes(status);
}

/**
 * Sends through `network`, and throws where the identity provider could not answer. MSAL would turn such an answer into
 * an error without its status, or refuse for a minute to ask again, or retry without listening to a signal.
 */
export function askingIdentityProvider(network: INetworkModule): INetworkModule {
  return {
    sendGetRequestAsync: (url, options, timeout) => answered(network.sendGetRequestAsync(url, options, timeout)),
    sendPostRequestAsync: (url, options) => answered(network.sendPostRequestAsync(url, options)),
  };
}

async function answered<T>(request: Promise<NetworkResponse<T>>): Promise<NetworkResponse<T>> {
  let answer: NetworkResponse<T>;
  try {
    answer = await request;
  } catch (cause) {
    throw cause instanceof AuthError ? cause : notAnswered(reasonOf(cause), cause);
  }
  if (isBusy(answer.status)) throw notAnswered(`HTTP ${answer.status}`);
  return answer;
}

/** `subError` holds the reason, for people. */
function notAnswered(reason: string, cause?: unknown): AuthError {
  const error = new AuthError(NOT_ANSWERED, '', undefined, reason);
  error.cause = cause;
  return error;
}

/** The system's code, such as ENOTFOUND; `fetch` hides it in the cause of its own error. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer';
  if (error.name === 'TimeoutError') return `no answer within ${TIMEOUT_MS / 1000} s`;
  if ('code' in error && typeof error.code === 'string') return error.code;
  return error.cause === undefined ? 'no connection' : reasonOf(error.cause);
}
