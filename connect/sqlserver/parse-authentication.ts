import type { Authentication } from './settings.ts';
import type { UrlOptions } from './url-options.ts';

/** The two parts before the host, decoded; empty where they are not there. Neither is ever shown: people swap them. */
export interface Credentials {
  readonly user: string;
  readonly password: string;
}

type Kind = Authentication['kind'];

interface KindRules {
  /** What the user part means. */
  readonly user: string;
  readonly userIsOptional?: true;
  readonly userIsClientId: boolean;
  /** What the password part means, or null where there is none. */
  readonly password: string | null;
  readonly options: readonly ('tenantId' | 'certificate')[];
}

const CLIENT_ID = 'the client id of the application, a GUID';

const RULES: Readonly<Record<Kind, KindRules>> = {
  sql: { user: 'the login', userIsClientId: false, password: "the login's password", options: [] },
  'client-secret': { user: CLIENT_ID, userIsClientId: true, password: 'the client secret', options: ['tenantId'] },
  'client-certificate': {
    user: CLIENT_ID,
    userIsClientId: true,
    password: null,
    options: ['tenantId', 'certificate'],
  },
  'managed-identity': {
    user: 'the client id of a user-assigned identity, a GUID',
    userIsOptional: true,
    userIsClientId: true,
    password: null,
    options: [],
  },
  'device-code': { user: CLIENT_ID, userIsClientId: true, password: null, options: ['tenantId'] },
};

const KINDS = ['sql', 'client-secret', 'client-certificate', 'managed-identity', 'device-code'] as const;
const OPTION_MEANINGS = {
  tenantId: "is missing; it takes the directory's id or domain, e.g. contoso.onmicrosoft.com",
  certificate: 'is missing; it takes a PEM file with the private key and the certificate',
} as const;

const GUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
const TENANT = /^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?$/i;
/** Stand for "whichever directory the person belongs to"; an application has to name its own. */
const ANY_TENANT: readonly string[] = ['common', 'organizations', 'consumers'];

/** Null when there were problems, which `options` has been told. */
export function parseAuthentication(credentials: Credentials, options: UrlOptions): Authentication | null {
  const before = options.problemCount;
  const kind = options.choice('authentication', KINDS, 'sql');
  if (options.problemCount > before) return null;
  checkCredentials(kind, credentials, options);
  checkOptions(kind, options);
  if (options.problemCount > before) return null;
  return build(kind, credentials, options.text('tenantId') ?? '', options.text('certificate') ?? '');
}

function checkCredentials(kind: Kind, { user, password }: Credentials, options: UrlOptions): void {
  const rules = RULES[kind];
  const way = `with authentication=${kind}`;
  if (user === '') {
    if (rules.userIsOptional !== true) options.report('user', `is missing; ${way} it is ${rules.user}`);
  } else if (rules.userIsClientId && !GUID.test(user)) {
    options.report('user', `${way} it is ${rules.user}`);
  }
  if (rules.password === null && password !== '') options.report('password', `there is none ${way}; leave it out`);
  if (rules.password !== null && password === '') {
    options.report('password', `is missing; ${way} it is ${rules.password}`);
  }
}

function checkOptions(kind: Kind, options: UrlOptions): void {
  const { options: wanted } = RULES[kind];
  for (const name of ['tenantId', 'certificate'] as const) {
    const isWanted = wanted.includes(name);
    const isThere = options.has(name);
    if (isWanted && !isThere) options.report(name, OPTION_MEANINGS[name]);
    if (!isWanted && isThere) options.report(name, `has no use with authentication=${kind}; leave one out`);
  }
  checkTenant(kind, options.text('tenantId'), options);
  if (kind !== 'sql' && options.text('encrypt') === 'false') {
    options.report('encrypt', `false would send the token of authentication=${kind} in the clear; leave it out`);
  }
}

function checkTenant(kind: Kind, tenantId: string | null, options: UrlOptions): void {
  if (tenantId === null || !RULES[kind].options.includes('tenantId')) return;
  const isAny = ANY_TENANT.includes(tenantId.toLowerCase());
  if (!TENANT.test(tenantId) || (isAny && kind !== 'device-code')) {
    options.report('tenantId', "takes the directory's id or domain, e.g. contoso.onmicrosoft.com");
  }
}

function build(kind: Kind, { user, password }: Credentials, tenantId: string, certificateFile: string): Authentication {
  switch (kind) {
    case 'sql':
      return { kind, user, password };
    case 'client-secret':
      return { kind, tenantId, clientId: user, clientSecret: password };
    case 'client-certificate':
      return { kind, tenantId, clientId: user, certificateFile };
    case 'managed-identity':
      return { kind, clientId: user === '' ? null : user };
    case 'device-code':
      return { kind, tenantId, clientId: user };
  }
}
