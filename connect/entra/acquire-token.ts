import {
  type AccountInfo,
  AuthError,
  type AuthenticationResult,
  ConfidentialClientApplication,
  type DeviceCodeRequest,
  type INetworkModule,
  InteractionRequiredAuthError,
  ManagedIdentityApplication,
  type NodeAuthOptions,
  PublicClientApplication,
} from '@azure/msal-node';
import type { EntraAuthentication } from '../sqlserver/settings.ts';
import { readClientCertificate } from './client-certificate.ts';

/** Asks the identity provider for a new token, whatever MSAL has in its cache. */
export type AcquireToken = (signal: AbortSignal) => Promise<AuthenticationResult | null>;

type Kind<K extends EntraAuthentication['kind']> = Extract<EntraAuthentication, { kind: K }>;

const RESOURCE = 'https://database.windows.net';
const SCOPES: readonly string[] = [`${RESOURCE}/.default`];
/** The refresh token is not for another person's or application's login. */
const REFUSED_REFRESH = 'invalid_grant';

function authorityOf(tenantId: string): string {
  return `https://login.microsoftonline.com/${tenantId}`;
}

/** How tokens are got for an application or a person; `showDeviceCode` is told what the person has to do. */
export function tokenRequest(
  authentication: EntraAuthentication,
  network: INetworkModule,
  showDeviceCode: (message: string) => void,
): AcquireToken {
  switch (authentication.kind) {
    case 'client-secret':
      return withClientCredential(authentication, network, async () => ({ clientSecret: authentication.clientSecret }));
    case 'client-certificate':
      return withClientCredential(authentication, network, async () => ({
        clientCertificate: await readClientCertificate(authentication.certificateFile),
      }));
    case 'managed-identity':
      return withManagedIdentity(authentication, network);
    case 'device-code':
      return withDeviceCode(authentication, network, showDeviceCode);
  }
}

type Credential = Pick<NodeAuthOptions, 'clientSecret' | 'clientCertificate'>;

function withClientCredential(
  { tenantId, clientId }: Kind<'client-secret' | 'client-certificate'>,
  networkClient: INetworkModule,
  readCredential: () => Promise<Credential>,
): AcquireToken {
  return async () => {
    const auth = { authority: authorityOf(tenantId), clientId, ...(await readCredential()) };
    // A new one each time: it would remember tokens and the certificate.
    const application = new ConfidentialClientApplication({ auth, system: { networkClient } });
    return application.acquireTokenByClientCredential({ scopes: [...SCOPES] });
  };
}

function withManagedIdentity({ clientId }: Kind<'managed-identity'>, networkClient: INetworkModule): AcquireToken {
  const application = new ManagedIdentityApplication({
    ...(clientId === null ? {} : { managedIdentityIdParams: { userAssignedClientId: clientId } }),
    system: { networkClient },
  });
  return () => application.acquireToken({ resource: RESOURCE, forceRefresh: true });
}

/** A person signs in once; while the refresh token lasts, tokens are renewed without asking again. */
function withDeviceCode(
  { tenantId, clientId }: Kind<'device-code'>,
  networkClient: INetworkModule,
  showDeviceCode: (message: string) => void,
): AcquireToken {
  const auth = { authority: authorityOf(tenantId), clientId };
  const application = new PublicClientApplication({ auth, system: { networkClient } });
  let account: AccountInfo | null = null;
  return async (signal) => {
    const result =
      (account === null ? null : await renewSilently(application, account)) ??
      (await askPerson(application, showDeviceCode, signal));
    account = result?.account ?? null;
    return result;
  };
}

/** Null when the person has to sign in again. */
async function renewSilently(
  application: PublicClientApplication,
  account: AccountInfo,
): Promise<AuthenticationResult | null> {
  try {
    return await application.acquireTokenSilent({ account, scopes: [...SCOPES], forceRefresh: true });
  } catch (error) {
    const isOver = error instanceof AuthError && error.errorCode === REFUSED_REFRESH;
    if (isOver || error instanceof InteractionRequiredAuthError) return null;
    throw error;
  }
}

async function askPerson(
  application: PublicClientApplication,
  showDeviceCode: (message: string) => void,
  signal: AbortSignal,
): Promise<AuthenticationResult | null> {
  const request: DeviceCodeRequest = {
    scopes: [...SCOPES],
    deviceCodeCallback: ({ message }) => showDeviceCode(message),
  };
  const cancel = (): void => {
    request.cancel = true;
  };
  signal.addEventListener('abort', cancel, { once: true });
  try {
    return await application.acquireTokenByDeviceCode(request);
  } finally {
    signal.removeEventListener('abort', cancel);
  }
}
