import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Token, tokenize } from '../../dwh/tsql/lexer.ts';
import { readPage, sectionOf } from '../docs/pages.ts';
import { readGolden } from '../golden-files/folder.ts';

/**
 * What a kind of statement takes in the database, beyond owning the schema it works in. Null is nothing more. Sources:
 * the section "Permissions" of each statement's page in Microsoft's reference of Transact-SQL.
 */
const NEEDED: ReadonlyMap<string, string | null> = new Map([
  ['CREATE SCHEMA', 'CREATE SCHEMA'],
  ['CREATE TABLE', 'CREATE TABLE'],
  ['CREATE VIEW', 'CREATE VIEW'],
  ['CREATE PROCEDURE', 'CREATE PROCEDURE'],
  ['CREATE FUNCTION', 'CREATE FUNCTION'],
  ['CREATE ROLE', 'CREATE ROLE'],
  ['CREATE SECURITY POLICY', 'ALTER ANY SECURITY POLICY'],
  ['DROP SECURITY POLICY', 'ALTER ANY SECURITY POLICY'],
  // The scripts alter columns for masks only.
  ['ALTER COLUMN', 'ALTER ANY MASK'],
  ['DROP MASKED', 'ALTER ANY MASK'],
  // A right in the database is granted and revoked by who has it with the grant option.
  ['GRANT UNMASK', 'UNMASK WITH GRANT OPTION'],
  ['REVOKE UNMASK', 'UNMASK WITH GRANT OPTION'],
  ['ALTER TABLE', null],
  ['CREATE INDEX', null],
  ['CREATE CLUSTERED COLUMNSTORE INDEX', null],
  ['DROP VIEW', null],
  ['DROP PROCEDURE', null],
  ['DROP FUNCTION', null],
  // On schemas and on what is in them.
  ['GRANT SELECT', null],
]);

const VERBS: ReadonlySet<string> = new Set(['CREATE', 'ALTER', 'DROP', 'GRANT', 'REVOKE', 'DENY']);
const BEFORE_NAMES: ReadonlySet<string> = new Set(['IF', 'ON', 'TO', 'FROM', 'OR']);

/** Keywords are in capitals in what is generated, names are not. */
function isKeyword(token: Token | undefined): token is Token {
  return token?.kind === 'word' && token.text === token.key && !BEFORE_NAMES.has(token.key);
}

/** Verbs with what they are about, such as CREATE TABLE, also of statements that are executed as a text. */
function kindsOf(sql: string): readonly string[] {
  const tokens = tokenize(sql);
  return tokens.flatMap((token, index) => {
    const isExecuted = token.kind === 'string' && tokens[index - 1]?.key === '(' && tokens[index - 2]?.key === 'EXEC';
    if (isExecuted) return kindsOf(token.value);
    if (!isKeyword(token) || !VERBS.has(token.key)) return [];
    const rest = tokens.slice(index + 1);
    const end = rest.findIndex((next) => !isKeyword(next));
    return [[token, ...rest.slice(0, end === -1 ? undefined : end)].map(({ key }) => key).join(' ')];
  });
}

/** Each kind of statement in the scripts for SQL Server, and a file that has it. */
async function kindsInScripts(): Promise<ReadonlyMap<string, string>> {
  const scripts = [...(await readGolden())].filter(([path]) => path.startsWith('ddl/sqlserver'));
  return new Map(scripts.flatMap(([path, sql]) => kindsOf(sql).map((kind) => [kind, path] as const)));
}

/** The rights in the database that init.sql gives to the login that loads. */
function grantedRights(): readonly string[] {
  const sql = readFileSync(join(import.meta.dirname, '..', '..', 'docker', 'sqlserver', 'init.sql'), 'utf8');
  const grants = sql.matchAll(/^GRANT ([A-Z, ]+) TO storehouse_run( WITH GRANT OPTION)?;\r?$/gm);
  return [...grants].flatMap(([, rights = '', option = '']) => rights.split(', ').map((right) => `${right}${option}`));
}

const kinds = await kindsInScripts();
const granted = grantedRights();

describe('the rights of the login that builds the warehouse', () => {
  test.each([...kinds])('let it %s (%s)', (kind) => {
    const right = NEEDED.get(kind);
    expect(right, `Find out which right ${kind} takes, and add it to the table.`).toBeDefined();
    if (right !== null) expect(granted).toContain(right);
  });

  test('are no more than that', () => {
    const needed = new Set([...kinds.keys()].flatMap((kind) => NEEDED.get(kind) ?? []));
    expect(granted.toSorted()).toEqual([...needed].toSorted());
  });

  test('are in the documentation, each with its reason', () => {
    const section = sectionOf(readPage('docs/servers.md'), 'Rights');
    const missing = granted.filter((right) => !section.includes(`\`${right.replace(' WITH GRANT OPTION', '')}\``));
    expect(missing).toEqual([]);
  });

  test('are held against statements of every kind, also executed ones, and not against texts and comments', () => {
    const sql = `-- CREATE RULE
IF SCHEMA_ID(N'security') IS NULL EXEC(N'CREATE SCHEMA security');
DROP SECURITY POLICY IF EXISTS security.row_access_policy;
ALTER TABLE dim.customer ALTER COLUMN city DROP MASKED;
EXEC ops.set_description N'dim', NULL, N'CREATE DEFAULT'; CREATE OR ALTER SYNONYM dim.buyer;
GRANT SELECT, INSERT ON SCHEMA::dim TO storehouse_loader;`;
    expect(kindsOf(sql)).toEqual([
      'CREATE SCHEMA',
      'DROP SECURITY POLICY',
      'ALTER TABLE',
      'ALTER COLUMN',
      'DROP MASKED',
      'CREATE',
      'ALTER SYNONYM',
      'GRANT SELECT',
    ]);
  });
});
