import { type Finding, findingAt } from './finding.ts';
import { isBetweenValues } from './operands.ts';
import { roleOf } from './roles.ts';
import { closeAt, keyAt, type Script, tokenAt } from './script.ts';
import { readTop } from './top.ts';
import type { Purpose } from './vocabulary-check.ts';

const SET_OPERATORS: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'ALL']);
const CHANGES: ReadonlySet<string> = new Set(['INSERT', 'UPDATE', 'DELETE']);
const LIST_ENDS: ReadonlySet<string> = new Set(['FROM', 'WHERE', 'UNION', 'EXCEPT', 'INTERSECT', 'SELECT', 'ORDER']);
const ALIAS_BY_EQUALS = 'A comparison in a select list: write x AS name, or CASE WHEN a = b THEN 1 ELSE 0 END AS name.';
const COMPARISONS: ReadonlySet<string> = new Set(['=', '<>', '!=', '<', '>', '<=', '>=']);

/** Refuses what concerns a whole statement or query block: how many there are, their lists, their order. */
export function checkStatement(script: Script, purpose: Purpose): readonly Finding[] {
  if (script.tokens.length === 0)
    return [findingAt(script, 0, 'one-statement', 'There is no statement: write a SELECT.')];
  return [
    ...checkStart(script, purpose),
    ...checkOneStatement(script),
    ...script.unmatched.map((at) => findingAt(script, at, 'text', 'This parenthesis has no partner.')),
    ...script.tokens.flatMap((token, at) => {
      if (token.key === '*') return checkStar(script, at);
      if (token.kind !== 'word' || roleOf(script, at) !== 'keyword') return [];
      if (token.key === 'TOP') return checkTop(script, at);
      if (token.key === 'ORDER') return checkOrderInSubquery(script, at);
      return token.key === 'SELECT' ? checkAliasByEquals(script, at) : [];
    }),
  ];
}

function checkStart(script: Script, purpose: Purpose): readonly Finding[] {
  const first = keyAt(script, 0);
  if (first === 'SELECT' || first === 'WITH' || (purpose === 'change' && CHANGES.has(first))) return [];
  return [
    findingAt(
      script,
      0,
      'one-statement',
      `A statement starts with SELECT or WITH, not with ${tokenAt(script, 0).text}.`,
    ),
  ];
}

/** T-SQL needs no semicolon between statements: `SELECT 1 SELECT 2` are two. */
function checkOneStatement(script: Script): readonly Finding[] {
  const outer = script.tokens.map((_, at) => at).filter((at) => script.groupOf[at] === -1);
  const selects = outer.filter((at) => keyAt(script, at) === 'SELECT' && !SET_OPERATORS.has(keyAt(script, at - 1)));
  const changes = outer.filter((at) => CHANGES.has(keyAt(script, at)) && keyAt(script, at - 1) !== '.');
  const inner = script.tokens.flatMap((token, at) => (CHANGES.has(token.key) && !outer.includes(at) ? [at] : []));
  const separators = script.tokens.flatMap((token, at) => (token.key === ';' ? [at] : []));
  const extra = separators.find((at) => at !== script.tokens.length - 1) ?? selects[1] ?? changes[1] ?? inner[0];
  if (extra === undefined) return [];
  return [findingAt(script, extra, 'one-statement', 'A second statement starts here: write one statement.')];
}

function checkStar(script: Script, at: number): readonly Finding[] {
  if (isBetweenValues(script, at)) return [];
  const counts = keyAt(script, at - 1) === '(' && keyAt(script, at + 1) === ')';
  if (counts && ['COUNT', 'COUNT_BIG'].includes(keyAt(script, at - 2))) return [];
  return [findingAt(script, at, 'select-star', 'SELECT * is refused: list the columns.')];
}

function checkTop(script: Script, at: number): readonly Finding[] {
  if (readTop(script, at) !== undefined) return [];
  const message =
    'TOP is only for the outermost SELECT, without UNION, OFFSET, PERCENT or WITH TIES, and with a whole number or a ' +
    'parameter: write ORDER BY … OFFSET 0 ROWS FETCH NEXT n ROWS ONLY.';
  return [findingAt(script, at, 'top', message)];
}

function checkOrderInSubquery(script: Script, at: number): readonly Finding[] {
  const open = script.groupOf[at] ?? -1;
  if (open === -1 || !['SELECT', 'WITH'].includes(keyAt(script, open + 1))) return [];
  for (let next = at; next < closeAt(script, open); next += 1) {
    if (keyAt(script, next) === 'OFFSET' && script.groupOf[next] === open) return [];
  }
  return [
    findingAt(script, at, 'subquery-order', 'ORDER BY in a subquery needs OFFSET … FETCH: order the outermost SELECT.'),
  ];
}

/** `SELECT a = b` names b in T-SQL and compares on DuckDB. */
function checkAliasByEquals(script: Script, select: number): readonly Finding[] {
  const group = script.groupOf[select] ?? -1;
  const end = group === -1 ? script.tokens.length : closeAt(script, group);
  let cases = 0;
  for (let at = select + 1; at < end; at += 1) {
    const key = keyAt(script, at);
    if (script.groupOf[at] !== group || keyAt(script, at - 1) === '.') continue;
    if (LIST_ENDS.has(key)) return [];
    if (key === 'CASE') cases += 1;
    if (key === 'END') cases -= 1;
    if (cases === 0 && COMPARISONS.has(key)) return [findingAt(script, at, 'alias-by-equals', ALIAS_BY_EQUALS)];
  }
  return [];
}
