/**
 * What a SQL Server error number means for us. Numbers only: texts are translated by the server.
 *
 * - `transient`: gone by itself; the same work may be tried again.
 * - `login`: the server refused the login or its access to the database.
 * - `permission`: the login may not do this.
 * - `space`: a disk or the log is full.
 */
export type ErrorMeaning = 'transient' | 'login' | 'permission' | 'space';

/**
 * Sources: Microsoft Learn, "Troubleshoot transient connection errors in SQL Database" and "Database engine events and
 * errors"; the numbers that Microsoft's own drivers and Entity Framework Core retry.
 */
const TRANSIENT: readonly number[] = [
  // Locks and row versions: deadlock victim, lock request timeout, snapshot conflicts.
  1205, 1222, 3960, 3961,
  // Memory, locks and workers run out for a moment.
  701, 802, 1204, 8628, 8645, 8651, 10922,
  // Transport: connection broken, reset or refused while in use.
  20, 64, 121, 233, 10053, 10054, 10060, 10061,
  // The server or database is starting, stopping, failing over or moving.
  596, 617, 669, 845, 921, 983, 5511, 6005, 9001, 14906, 17142, 17197, 18401, 41301, 41302, 41305, 41325, 41839,
  // Azure SQL: service busy, being reconfigured, resource limits.
  4221, 10928, 10929, 10936, 40143, 40166, 40197, 40501, 40540, 40549, 40550, 40613, 40642, 40648, 40671, 40675, 42108,
  42109, 49918, 49919, 49920,
];

const LOGIN: readonly number[] = [
  // Login failed, untrusted domain, disabled, locked out, password expired or to be changed.
  18452, 18456, 18461, 18470, 18486, 18487, 18488,
  // No such database, or no access to it; not accessible to this login.
  4060, 4064, 911, 916,
  // Azure SQL: firewall, virtual network, public access denied, Entra ID required.
  33134, 40532, 40615, 40914, 47073,
];

const PERMISSION: readonly number[] = [229, 230, 262, 297, 300, 1088, 2760, 3704, 4834, 15151, 15247, 15404];

const SPACE: readonly number[] = [1101, 1105, 9002, 40544];

const MEANINGS: ReadonlyMap<number, ErrorMeaning> = new Map([
  ...TRANSIENT.map((number) => [number, 'transient'] as const),
  ...LOGIN.map((number) => [number, 'login'] as const),
  ...PERMISSION.map((number) => [number, 'permission'] as const),
  ...SPACE.map((number) => [number, 'space'] as const),
]);

export function meaningOf(number: number): ErrorMeaning | undefined {
  return MEANINGS.get(number);
}

/** Numbers that say that the database in question is not there, or not for this login. */
export const NO_DATABASE: ReadonlySet<number> = new Set([4060, 4064, 911, 916]);

/** Codes of Node and OpenSSL for a certificate that does not prove who the server is. */
export const UNTRUSTED_CERTIFICATE: ReadonlySet<string> = new Set([
  'CERT_HAS_EXPIRED',
  'CERT_NOT_YET_VALID',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

/** Codes of Node for a host that cannot be found; waiting does not make a name right. */
export const UNKNOWN_HOST: ReadonlySet<string> = new Set(['EAI_NONAME', 'ENOTFOUND']);
