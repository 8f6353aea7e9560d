import { expect, test } from 'vitest';
import { parseSqlServerUrl } from '../../connect/sqlserver/parse-url.ts';
import { connectError, statementError } from '../../connect/sqlserver/translate-error.ts';

const SETTINGS = parseSqlServerUrl('mssql://loader:secret@db01/shop');

test.each([
  ['CERT_HAS_EXPIRED', 'it has expired. Have it renewed on the server'],
  ['CERT_NOT_YET_VALID', "it is not valid yet. Check this machine's clock"],
  ['DEPTH_ZERO_SELF_SIGNED_CERT', 'it is signed by itself. Name it as its own authority with the option ca=FILE.pem'],
  ['ERR_TLS_CERT_ALTNAME_INVALID', "it is for another host. Write the host in the warehouse's URL"],
  ['SELF_SIGNED_CERT_IN_CHAIN', 'does not know the authority that signed it. Name the authority with the option'],
  ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'does not know the authority that signed it. Name the authority'],
  ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'does not know the authority that signed it. Name the authority'],
])('a certificate with %s is told in our words, without advice from Node', (code, said) => {
  const nodes = Object.assign(new Error('no; try running Node.js with --use-system-ca'), { code });
  const cause = new Error('Failed to connect', { cause: nodes });

  const error = connectError(SETTINGS, cause, undefined, 15_000);

  expect(error).toMatchObject({ code: 'WAREHOUSE_UNREACHABLE', retryable: false });
  expect(error.message).toMatch(/^mssql:\/\/db01:1433\/shop is encrypted with a certificate that cannot be verified: /);
  expect(error.message).toContain(said);
  expect(error.message).not.toContain('Node.js');
});

test.each([
  [2627, 'The duplicate key value is (jane@example.com).', 'The warehouse refused a statement (error 2627).'],
  [2628, "Truncated value: 'jane@example.com'.", 'The warehouse refused a statement (error 2628).'],
  [245, "Conversion failed when converting 'jane@example.com'.", 'The warehouse refused a statement (error 245).'],
])('values that error %d quotes are shown to who runs it, and not kept where readers look', (number, text, kept) => {
  const cause = Object.assign(new Error(text), { number });

  const error = statementError(
    { sql: 'INSERT INTO dim.customer DEFAULT VALUES', settings: SETTINGS, isCancelled: false, isCommit: false },
    cause,
  );

  expect(error.message).toContain('jane@example.com');
  expect(error.recordedMessage).toBe(`${kept}\nStatement: INSERT INTO dim.customer DEFAULT VALUES`);
});
