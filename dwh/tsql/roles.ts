import { REFUSED_WORDS, RESERVED_WORDS } from './refusals.ts';
import { castAs, closeAt, keyAt, type Script, tokenAt } from './script.ts';
import { CHANGE_KEYWORDS, FUNCTIONS, type FunctionRule, isFunctionName, QUERY_KEYWORDS } from './vocabulary.ts';

/** What a word stands for. Everything a word could mean elsewhere is decided here and nowhere else. */
export type Role = 'name' | 'function' | 'type' | 'unit' | 'keyword';

export function roleOf(script: Script, at: number): Role {
  const { key } = tokenAt(script, at);
  if (keyAt(script, at - 1) === '.') return opensCall(script, at) ? 'function' : 'name';
  if (isMaxLength(script, at)) return 'name';
  if (isUnitPosition(script, at)) return 'unit';
  if (isTypePosition(script, at)) return 'type';
  // `LEFT (` is the function, `LEFT JOIN` the keyword; `IN (`, `GROUPING SETS (` and `AS (` are keywords.
  if (opensCall(script, at) && (isFunctionName(key) || !isKeyword(key) || isForeign(key))) return 'function';
  return isKeyword(key) || isForeign(key) ? 'keyword' : 'name';
}

function isKeyword(key: string): boolean {
  return QUERY_KEYWORDS.has(key) || CHANGE_KEYWORDS.has(key);
}

function isForeign(key: string): boolean {
  return RESERVED_WORDS.has(key) || Object.hasOwn(REFUSED_WORDS, key);
}

/** A parenthesis after a name opens a call, except where it lists columns. */
function opensCall(script: Script, at: number): boolean {
  return keyAt(script, at + 1) === '(' && !listsColumns(script, at);
}

function listsColumns(script: Script, at: number): boolean {
  if (isInsertTarget(script, at)) return true;
  const before = keyAt(script, at - 1);
  // FROM (VALUES …) AS v (a, b)
  if (before === 'AS') return !isKeyword(tokenAt(script, at).key) && keyAt(script, at - 2) === ')';
  // WITH c (a, b) AS (
  const close = closeAt(script, at + 1);
  const isCteName = before === 'WITH' || (before === ',' && keyAt(script, at - 2) === ')');
  return isCteName && keyAt(script, close + 1) === 'AS' && keyAt(script, close + 2) === '(';
}

/** INSERT INTO schema.table (a, b) */
function isInsertTarget(script: Script, at: number): boolean {
  let start = at;
  while (keyAt(script, start - 1) === '.') start -= 2;
  return keyAt(script, start - 1) === 'INTO';
}

function isUnitPosition(script: Script, at: number): boolean {
  const name = keyAt(script, at - 2);
  if (keyAt(script, at - 1) !== '(' || !isFunctionName(name)) return false;
  const rule: FunctionRule = FUNCTIONS[name];
  return rule.unit === true;
}

function isTypePosition(script: Script, at: number): boolean {
  const open = script.groupOf[at] ?? -1;
  return (
    keyAt(script, at - 1) === 'AS' &&
    open !== -1 &&
    keyAt(script, open - 1) === 'CAST' &&
    castAs(script, open) === at - 1
  );
}

/** `max` in nvarchar(max) belongs to the type. */
function isMaxLength(script: Script, at: number): boolean {
  return keyAt(script, at) === 'MAX' && keyAt(script, at - 2) === 'NVARCHAR' && keyAt(script, at - 3) === 'AS';
}
