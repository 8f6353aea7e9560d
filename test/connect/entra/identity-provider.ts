import type { INetworkModule, NetworkRequestOptions, NetworkResponse } from '@azure/msal-node';

export interface Answer {
  readonly status: number;
  readonly body: Readonly<Record<string, unknown>>;
}

export interface Request {
  readonly url: string;
  readonly form: Readonly<Record<string, string>>;
}

/** An answer, an answer to this very request, or a failure of the network. */
type Reply = Answer | Error | ((request: Request) => Answer | Promise<Answer>);

export const TENANT = 'contoso.onmicrosoft.com';
export const CLIENT = '11111111-2222-3333-4444-555555555555';
const PERSON = '99999999-8888-7777-6666-555555555555';

/** Entra ID and a machine's metadata service as MSAL sees them: answers one request after the other as it was told. */
export class IdentityProvider implements INetworkModule {
  readonly requests: Request[] = [];
  #replies: Reply[] = [];

  /** Forgets what was asked so far and answers anew. */
  answers(...replies: readonly Reply[]): this {
    this.requests.length = 0;
    this.#replies = [...replies];
    return this;
  }

  get unused(): number {
    return this.#replies.length;
  }

  sendGetRequestAsync<T>(url: string): Promise<NetworkResponse<T>> {
    return this.#answer(url, '');
  }

  sendPostRequestAsync<T>(url: string, options?: NetworkRequestOptions): Promise<NetworkResponse<T>> {
    return this.#answer(url, options?.body ?? '');
  }

  async #answer<T>(url: string, body: string): Promise<NetworkResponse<T>> {
    const request = { url, form: Object.fromEntries(new URLSearchParams(body)) };
    this.requests.push(request);
    const reply = this.#replies.shift();
    if (reply === undefined) throw new Error(`Nobody said what to answer to ${url}.`);
    if (reply instanceof Error) throw reply;
    const { status, body: answer } = typeof reply === 'function' ? await reply(request) : reply;
    return { status, headers: {}, body: JSON.parse(JSON.stringify(answer)) };
  }
}

function base64(value: object): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url');
}

/** A token for an application. */
export function token(text: string, expiresInSeconds = 3600): Answer {
  return { status: 200, body: { token_type: 'Bearer', access_token: text, expires_in: expiresInSeconds } };
}

/** A token for a person, with a refresh token to renew it. */
export function personsToken(text: string, refreshToken: string, expiresInSeconds = 3600): Answer {
  const claims = { oid: PERSON, sub: PERSON, tid: PERSON, aud: CLIENT, preferred_username: 'ana@contoso.com' };
  return {
    status: 200,
    body: {
      ...token(text, expiresInSeconds).body,
      scope: 'https://database.windows.net/.default',
      refresh_token: refreshToken,
      id_token: `${base64({ alg: 'none' })}.${base64(claims)}.x`,
      client_info: base64({ uid: PERSON, utid: PERSON }),
    },
  };
}

/** A token from a machine's metadata service, which tells the moment of expiry. */
export function machinesToken(text: string, expiresAt: Date): Answer {
  const resource = 'https://database.windows.net';
  const expires_on = String(Math.floor(expiresAt.getTime() / 1000));
  return { status: 200, body: { token_type: 'Bearer', access_token: text, resource, expires_on } };
}

/** A code that a person has to type in; polled for every ten milliseconds. */
export function deviceCode(userCode: string): Answer {
  return {
    status: 200,
    body: {
      user_code: userCode,
      device_code: `device-code-${userCode}`,
      verification_uri: 'https://microsoft.com/devicelogin',
      expires_in: 900,
      interval: 0.01,
      message: `Open https://microsoft.com/devicelogin and enter the code ${userCode}.`,
    },
  };
}

export function refusal(status: number, error: string, number?: number): Answer {
  const description = number === undefined ? 'No.' : `AADSTS${number}: No.`;
  return {
    status,
    body: { error, error_description: description, ...(number === undefined ? {} : { error_codes: [number] }) },
  };
}

export const PENDING = refusal(400, 'authorization_pending', 70_016);
/** What `fetch` throws when there is no such host. */
export const UNREACHABLE = new TypeError('fetch failed', {
  cause: Object.assign(new Error('getaddrinfo ENOTFOUND login.microsoftonline.com'), { code: 'ENOTFOUND' }),
});
