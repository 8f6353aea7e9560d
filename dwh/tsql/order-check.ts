import { type Finding, findingAt } from './finding.ts';
import { endsOperand, isAfterTop } from './operands.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, keyAt, type Script, tokenAt } from './script.ts';

interface Neighbours {
  readonly after?: readonly string[];
  readonly before?: readonly string[];
  readonly notAfter?: readonly string[];
  readonly notBefore?: readonly string[];
  readonly write: string;
}

const JOINS = 'INNER JOIN, LEFT JOIN, RIGHT JOIN, FULL JOIN or CROSS JOIN';
const PAGE = 'OFFSET n ROWS FETCH NEXT m ROWS ONLY';

/**
 * Which keywords must stand beside which. DuckDB reads some sequences that T-SQL lacks (GROUP BY ALL, DISTINCT ON,
 * UNION BY NAME, IS DISTINCT FROM, `(FROM t)`), all from words of our list; this table keeps them out.
 * The empty word is the start or the end of the text.
 */
const NEIGHBOURS: Readonly<Record<string, Neighbours>> = {
  ALL: { after: ['UNION'], before: ['SELECT'], write: 'UNION ALL SELECT' },
  BY: { after: ['GROUP', 'ORDER', 'PARTITION'], write: 'GROUP BY, ORDER BY or PARTITION BY' },
  CROSS: { before: ['JOIN'], write: 'CROSS JOIN' },
  CURRENT: { before: ['ROW'], write: 'CURRENT ROW' },
  DELETE: { before: ['FROM'], write: 'DELETE FROM' },
  DISTINCT: { after: ['SELECT', '('], notBefore: ['ON'], write: 'SELECT DISTINCT or COUNT(DISTINCT x)' },
  EXCEPT: { before: ['SELECT'], write: 'EXCEPT SELECT' },
  EXISTS: { before: ['('], write: 'EXISTS (SELECT …)' },
  FETCH: { after: ['ROW', 'ROWS'], before: ['NEXT', 'FIRST'], write: PAGE },
  FIRST: { after: ['FETCH'], write: PAGE },
  FROM: { notAfter: ['(', 'UNION', 'ALL', 'EXCEPT', 'INTERSECT'], write: 'SELECT … FROM' },
  FULL: { before: ['JOIN', 'OUTER'], write: JOINS },
  GROUP: { before: ['BY'], write: 'GROUP BY' },
  GROUPING: { before: ['SETS'], write: 'GROUPING SETS (…) or GROUPING(x)' },
  IN: { before: ['('], write: 'IN (…)' },
  INNER: { before: ['JOIN'], write: 'INNER JOIN' },
  INSERT: { before: ['INTO'], write: 'INSERT INTO' },
  INTERSECT: { before: ['SELECT'], write: 'INTERSECT SELECT' },
  INTO: { after: ['INSERT'], write: 'INSERT INTO' },
  IS: { before: ['NULL', 'NOT'], write: 'IS NULL or IS NOT NULL' },
  LEFT: { before: ['JOIN', 'OUTER'], write: JOINS },
  NEXT: { after: ['FETCH'], write: PAGE },
  ONLY: { after: ['ROW', 'ROWS'], write: PAGE },
  ORDER: { before: ['BY'], write: 'ORDER BY' },
  OUTER: { after: ['LEFT', 'RIGHT', 'FULL'], before: ['JOIN'], write: JOINS },
  OVER: { after: [')'], before: ['('], write: 'OVER (…)' },
  PARTITION: { after: ['('], before: ['BY'], write: 'OVER (PARTITION BY …)' },
  RIGHT: { before: ['JOIN', 'OUTER'], write: JOINS },
  SELECT: { after: ['', '(', ')', ';', 'UNION', 'ALL', 'EXCEPT', 'INTERSECT'], write: 'one SELECT a statement' },
  SETS: { after: ['GROUPING'], before: ['('], write: 'GROUPING SETS (…)' },
  TOP: { after: ['SELECT', 'DISTINCT'], write: 'SELECT TOP (n)' },
  UNION: { before: ['ALL', 'SELECT'], write: 'UNION ALL SELECT' },
  VALUES: { after: ['(', ')'], before: ['('], write: '(VALUES (…), (…)) AS v (a, b)' },
  WITH: { after: [''], write: 'WITH only at the start, for common table expressions; leave hints out' },
};

/** Keywords that T-SQL does not reserve, so that a column may be called like them. */
const MAY_BE_NAMES: ReadonlySet<string> = new Set(['CURRENT', 'FIRST', 'NEXT', 'ONLY', 'PARTITION', 'SETS']);

/** Words that cannot follow a comma; DuckDB forgives the comma. */
const CLAUSES: ReadonlySet<string> = new Set([
  '',
  ')',
  ',',
  'FROM',
  'WHERE',
  'GROUP',
  'HAVING',
  'ORDER',
  'UNION',
  'SELECT',
]);

/** What a parenthesis with commas may follow, besides a name. */
const LIST_STARTS: ReadonlySet<string> = new Set(['IN', 'VALUES', 'SETS', ',', '(']);

/** Refuses sequences of allowed words that are not T-SQL, or that the two engines read differently. */
export function checkOrder(script: Script): readonly Finding[] {
  return script.tokens.flatMap((_, at) => {
    const finding =
      checkName(script, at) ?? checkNeighbours(script, at) ?? checkComma(script, at) ?? checkTuple(script, at);
    return finding === undefined ? [] : [finding];
  });
}

function checkNeighbours(script: Script, at: number): Finding | undefined {
  const { key, kind } = tokenAt(script, at);
  const rule = kind === 'word' && roleOf(script, at) === 'keyword' ? NEIGHBOURS[key] : undefined;
  if (rule === undefined) return undefined;
  const isPlaced = isOneOf(rule.after, script, at - 1) && isOneOf(rule.before, script, at + 1);
  const isMisplaced = rule.notAfter?.includes(keyAt(script, at - 1)) || rule.notBefore?.includes(keyAt(script, at + 1));
  if (isPlaced && !isMisplaced) return undefined;
  const asName = MAY_BE_NAMES.has(key) ? `, or [${key.toLowerCase()}] as a name` : '';
  return findingAt(script, at, 'word-order', `${key} cannot stand here: write ${rule.write}${asName}.`);
}

function isOneOf(words: readonly string[] | undefined, script: Script, at: number): boolean {
  if (words === undefined) return true;
  const { key, kind } = tokenAt(script, at);
  // Names, strings and numbers have an empty key, as does the edge of the text.
  if (key === '') return words.includes('') && (kind === 'unknown' || at < 0) && tokenAt(script, at).text === '';
  return words.includes(key) && (kind === 'symbol' || roleOf(script, at) === 'keyword');
}

/** A name straight after a value is an alias without AS, or a keyword of one engine that nobody listed. */
function checkName(script: Script, at: number): Finding | undefined {
  const token = tokenAt(script, at);
  if (token.kind === 'string' && keyAt(script, at - 1) === 'AS') {
    return findingAt(script, at, 'explicit-as', `An alias is a name, not a string: write AS [${token.value}].`);
  }
  if (token.kind === 'symbol' || token.kind === 'unknown') return undefined;
  if (keyAt(script, at - 1) === 'AS' && token.kind === 'word' && roleOf(script, at) === 'keyword') {
    return findingAt(
      script,
      at,
      'explicit-as',
      `${token.key} is a keyword: write [${token.text}] to use it as a name.`,
    );
  }
  if (token.kind === 'word' && !['name', 'function'].includes(roleOf(script, at))) return undefined;
  if (!endsOperand(script, at - 1) || isAfterTop(script, at)) return undefined;
  return findingAt(
    script,
    at,
    'explicit-as',
    `${token.text} follows a value without an operator: write AS before an alias.`,
  );
}

function checkComma(script: Script, at: number): Finding | undefined {
  if (keyAt(script, at) !== ',') return undefined;
  const next = tokenAt(script, at + 1);
  const isClause = next.kind === 'unknown' ? next.text === '' : next.kind !== 'string' && CLAUSES.has(next.key);
  const isName = next.key === '' && next.text !== '';
  return isClause && !isName
    ? findingAt(script, at, 'word-order', 'Nothing follows this comma: leave it out.')
    : undefined;
}

/** DuckDB has rows as values, `(a, b)`; T-SQL has lists only after IN, VALUES, SETS and names. */
function checkTuple(script: Script, at: number): Finding | undefined {
  if (keyAt(script, at) !== '(' || argumentsOf(script, at).length < 2) return undefined;
  const before = tokenAt(script, at - 1);
  const isList = LIST_STARTS.has(before.key) || before.kind === 'delimited';
  const isCall = before.kind === 'word' && roleOf(script, at - 1) !== 'keyword';
  if (isList || isCall || ['SELECT', 'WITH', 'VALUES', 'PARTITION', 'ORDER'].includes(keyAt(script, at + 1)))
    return undefined;
  return findingAt(script, at, 'word-order', 'Several values in parentheses: compare them one by one with AND.');
}
