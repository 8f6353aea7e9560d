/**
 * What a SQL Server error number means for us. Numbers only: texts are translated by the server.
 *
 * - `transient`: gone by itself; the same work may be tried again.
 * - `login`: the server refused the login or its access to the database.
 * - `permission`: the login may not do this.
 * - `space`: a disk or the log is full.
 * - `limit`: the transaction took more than the service lets one take; the same work would do so again.
 * - `read-only`: the database takes no changes here.
 */
export type ErrorMeaning = 'transient' | 'login' | 'permission' | 'space' | 'limit' | 'read-only';

/**
 * Sources: Microsoft Learn, "Database engine events and errors" (the server's text says to wait or to try again) and
 * "Troubleshoot connectivity issues and other errors" for Azure SQL; `SqlServerTransientExceptionDetector` of Entity
 * Framework Core; `SqlConfigurableRetryFactory` of Microsoft.Data.SqlClient. The first of these overrules the lists: a
 * failed log (9001) stays failed until somebody restarts the database, and 14906 is about the remote half of a stretched
 * table, which a warehouse has none of.
 */
const TRANSIENT: readonly number[] = [
  // Locks and row versions: deadlock victim, lock request timeout, snapshot conflicts.
  1205, 1222, 3960, 3961,
  // Memory, locks and workers run out for a moment.
  701, 802, 1204, 8628, 8645, 8651, 10922,
  // Transport: connection broken, reset or refused while in use.
  20, 64, 121, 233, 10053, 10054, 10060, 10061,
  // The session was ended, a page or a work table was not to be had, memory-optimized tables were in conflict.
  596, 617, 669, 845, 41301, 41302, 41305, 41325, 41839,
  // The database recovers, is in transition or not started; a replica changes its role, or is not the one to ask.
  921, 922, 941, 952, 976, 978, 979, 983, 988,
  // The server starts, stops, is paused or upgraded, or lets only administrators in meanwhile.
  6005, 17142, 17187, 17197, 18401, 18451,
  // Azure SQL: service busy, being reconfigured, resource limits.
  4221, 10928, 10929, 10936, 40143, 40166, 40197, 40501, 40540, 40613, 40642, 40648, 40671, 40675, 42108, 42109, 49918,
  49919, 49920,
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

/**
 * Azure SQL ended the session over a transaction that took too long, or too many locks, or too much tempdb, log or
 * memory. Source: Microsoft Learn, "Troubleshoot connectivity issues and other errors", resource governance errors.
 */
const LIMIT: readonly number[] = [40549, 40550, 40551, 40552, 40553];

const READ_ONLY: readonly number[] = [3906];

const MEANINGS: ReadonlyMap<number, ErrorMeaning> = new Map([
  ...TRANSIENT.map((number) => [number, 'transient'] as const),
  ...LOGIN.map((number) => [number, 'login'] as const),
  ...PERMISSION.map((number) => [number, 'permission'] as const),
  ...SPACE.map((number) => [number, 'space'] as const),
  ...LIMIT.map((number) => [number, 'limit'] as const),
  ...READ_ONLY.map((number) => [number, 'read-only'] as const),
]);

export function meaningOf(number: number): ErrorMeaning | undefined {
  return MEANINGS.get(number);
}

/** Numbers whose text quotes values of rows: duplicate keys, texts too long or not convertible. */
export const QUOTES_VALUES: ReadonlySet<number> = new Set([245, 248, 2601, 2627, 2628]);

/**
 * Numbers that say that the database in question is not there, or not for this login. A server that starts says so of
 * each database until it has recovered.
 */
export const NO_DATABASE: ReadonlySet<number> = new Set([4060, 4064, 911, 916]);

export interface CertificateProblem {
  readonly problem: string;
  readonly advice: string;
}

const UNKNOWN_AUTHORITY: CertificateProblem = {
  problem: 'this machine does not know the authority that signed it',
  advice: 'Name the authority with the option ca=FILE.pem',
};

/**
 * By the codes of Node and OpenSSL for a certificate that does not prove who the server is. In our words: Node's own end
 * with advice about options of Node.
 */
export const CERTIFICATE_PROBLEMS: ReadonlyMap<string, CertificateProblem> = new Map([
  [
    'CERT_HAS_EXPIRED',
    { problem: 'it has expired', advice: "Have it renewed on the server, and check this machine's clock" },
  ],
  ['CERT_NOT_YET_VALID', { problem: 'it is not valid yet', advice: "Check this machine's clock and the certificate" }],
  [
    'DEPTH_ZERO_SELF_SIGNED_CERT',
    { problem: 'it is signed by itself', advice: 'Name it as its own authority with the option ca=FILE.pem' },
  ],
  [
    'ERR_TLS_CERT_ALTNAME_INVALID',
    { problem: 'it is for another host', advice: "Write the host in the warehouse's URL as the certificate names it" },
  ],
  ['SELF_SIGNED_CERT_IN_CHAIN', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', UNKNOWN_AUTHORITY],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', UNKNOWN_AUTHORITY],
]);

/** Codes of Node for a host that cannot be found; waiting does not make a name right. */
export const UNKNOWN_HOST: ReadonlySet<string> = new Set(['EAI_NONAME', 'ENOTFOUND']);
