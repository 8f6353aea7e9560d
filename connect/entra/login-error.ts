import {
  AuthError,
  AuthErrorCodes,
  ClientAuthErrorCodes,
  InteractionRequiredAuthError,
  ServerError,
} from '@azure/msal-node';
import { WarehouseLoginError } from '../../core/errors.ts';
import type { EntraAuthentication } from '../sqlserver/settings.ts';
import { NOT_ANSWERED } from './identity-network.ts';

/** What Entra ID's numbers (`AADSTS…`) mean and what to do. Source: "Microsoft Entra authentication and authorization error codes". */
const BY_NUMBER: Readonly<Partial<Record<string, string>>> = {
  '53003': 'A conditional access policy forbids the login. Ask the administrator of the directory.',
  '65001':
    'Nobody has consented to the application. Let an administrator grant it Azure SQL Database, user_impersonation.',
  '90002': 'There is no such directory. Check the option tenantId.',
  '500011':
    'The directory knows no Azure SQL Database. Check the option tenantId: it names the directory of the server.',
  '700016':
    'The directory has no such application. Check the client id (the user part of the URL) and the option tenantId.',
  '700027': 'The application does not have this certificate. Upload it in Entra ID, or check the option certificate.',
  '7000215': 'The client secret is wrong. Use its value, not its id, in the password part of the URL, percent-encoded.',
  '7000218': 'The application is no public client. Allow public client flows in its settings in Entra ID.',
  '7000222': 'The client secret has expired. Make a new one in Entra ID.',
};

/** By MSAL's or OAuth's code, where there is no number or an unknown one. */
const BY_CODE: Readonly<Partial<Record<string, string>>> = {
  invalid_client: 'Check the client id (the user part of the URL), its secret or certificate, and the option tenantId.',
  unauthorized_client: 'Check the client id (the user part of the URL) and the option tenantId.',
  [AuthErrorCodes.postRequestFailed]: 'The sign-in was refused, or not completed in time. Run the command again.',
  device_code_expired: 'The sign-in was not completed in time. Run the command again.',
};

const NOT_ASKED_CODES: readonly string[] = [
  NOT_ANSWERED,
  ClientAuthErrorCodes.networkError,
  ClientAuthErrorCodes.noNetworkConnectivity,
  ClientAuthErrorCodes.endpointResolutionError,
  ClientAuthErrorCodes.openIdConfigError,
];

const WHERE_TO_LOOK: Readonly<Record<EntraAuthentication['kind'], string>> = {
  'client-secret': 'Check the network, a proxy, and that login.microsoftonline.com can be reached.',
  'client-certificate': 'Check the network, a proxy, and that login.microsoftonline.com can be reached.',
  'device-code': 'Check the network, a proxy, and that login.microsoftonline.com can be reached.',
  'managed-identity':
    'Only machines and services in Azure, or connected by Azure Arc, have a managed identity; check that this one does.',
};

const OTHERWISE: Readonly<Record<EntraAuthentication['kind'], string>> = {
  'client-secret': 'Check the client id, the client secret and the option tenantId.',
  'client-certificate': 'Check the client id, the certificate and the option tenantId.',
  'device-code': 'Check the client id and the option tenantId, and sign in again.',
  'managed-identity':
    'Check that the managed identity is assigned to this machine, and the client id (the user part of the URL) if there is one.',
};

/** What an error of MSAL means to the user; other errors are none of the login, and come back as they are. */
export function translateLoginError(error: unknown, authentication: EntraAuthentication): unknown {
  if (!(error instanceof AuthError)) return error;
  const { kind } = authentication;
  const context = { authentication: kind, ...identifiers(authentication), code: error.errorCode };
  if (NOT_ASKED_CODES.includes(error.errorCode)) {
    const reason = error.subError === '' ? '' : ` (${error.subError})`;
    return new WarehouseLoginError(
      `Entra ID could not be asked for a token with authentication=${kind}${reason}. ${WHERE_TO_LOOK[kind]}`,
      { retryable: true, context, cause: error },
    );
  }
  const number = numberOf(error);
  const advice = (number === null ? undefined : BY_NUMBER[number]) ?? BY_CODE[error.errorCode] ?? OTHERWISE[kind];
  const names = [...(error.errorCode === '' ? [] : [error.errorCode]), ...(number === null ? [] : [`AADSTS${number}`])];
  return new WarehouseLoginError(
    `Entra ID refused the login with authentication=${kind} (${names.join(', ') || 'no reason given'}). ${advice}`,
    { context: { ...context, number }, cause: error },
  );
}

function identifiers(authentication: EntraAuthentication): Readonly<Record<string, string | null>> {
  const { clientId } = authentication;
  return 'tenantId' in authentication ? { tenantId: authentication.tenantId, clientId } : { clientId };
}

/** Typed as text, but a number in what Entra ID sends. */
function numberOf(error: AuthError): string | null {
  const isServers = error instanceof ServerError || error instanceof InteractionRequiredAuthError;
  return isServers && error.errorNo !== undefined ? String(error.errorNo) : null;
}
