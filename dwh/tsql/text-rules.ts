import { TEXT_FUNCTIONS } from './cast-argument.ts';
import { type Finding, findingAt } from './finding.ts';
import { operandAfter, operandBefore } from './operands.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, castAs, castTypeOf, isCallOf, keyAt, type Script, type Span, tokenAt } from './script.ts';

const COMPARISONS = ['=', '<>', '!=', '<', '>', '<=', '>='] as const;
const COMPARED_BEFORE: ReadonlySet<string> = new Set([...COMPARISONS, 'BETWEEN', 'CASE']);
const COMPARED_AFTER: ReadonlySet<string> = new Set([...COMPARISONS, 'BETWEEN', 'IN', 'NOT']);

/** Types whose text differs between engines. */
const UNSPOKEN_TYPES: ReadonlySet<string> = new Set(['FLOAT', 'BIT', 'DATETIME2']);

/** Rules about text whose result depends on the engine or on a collation, for the token at `at`. */
export function checkText(script: Script, at: number): readonly Finding[] {
  const token = tokenAt(script, at);
  if (token.kind === 'string' && /\\\r?\n/.test(token.value)) {
    return [findingAt(script, at, 'text', 'A backslash at the end of a line joins two lines in T-SQL: write CONCAT.')];
  }
  if (token.kind === 'string' && token.value.endsWith(' ')) return checkTrailingBlank(script, at);
  if (token.key === '+') return checkPlus(script, at);
  if (token.kind !== 'word') return [];
  const role = roleOf(script, at);
  if (role === 'keyword') return token.key === 'LIKE' ? checkLike(script, at) : [];
  return role === 'function' ? checkTextCall(script, at) : [];
}

function checkTextCall(script: Script, at: number): readonly Finding[] {
  const spans = argumentsOf(script, at + 1);
  switch (keyAt(script, at)) {
    case 'LEN':
      return checkLength(script, at, spans);
    case 'CHARINDEX':
      return checkNeedle(script, at, spans);
    case 'CONCAT':
      return spans.flatMap((span) => checkSpoken(script, span.from, castTypeOf(script, span)));
    case 'CAST':
      return checkTextCast(script, at);
    default:
      return [];
  }
}

/** T-SQL pads the shorter text before it compares, under every collation. LIKE compares blanks as they are. */
function checkTrailingBlank(script: Script, at: number): readonly Finding[] {
  let from = at;
  let to = at;
  while (keyAt(script, from - 1) === '(' && keyAt(script, to + 1) === ')' && isPlainGroup(script, from - 1)) {
    from -= 1;
    to += 1;
  }
  if (!isCompared(script, from, to) && !isInList(script, script.groupOf[from] ?? -1)) return [];
  const message = 'T-SQL ignores the blanks at the end of a text that it compares: leave them out.';
  return [findingAt(script, at, 'trailing-blank', message)];
}

/** Parentheses around a value; not those of a call or of IN. */
function isPlainGroup(script: Script, open: number): boolean {
  const before = tokenAt(script, open - 1);
  return before.kind !== 'word' || (before.key !== 'IN' && roleOf(script, open - 1) !== 'function');
}

function isCompared(script: Script, from: number, to: number): boolean {
  const before = keyAt(script, from - 1);
  const after = keyAt(script, to + 1);
  const isBound = before === 'AND' && startsBetween(script, from - 1);
  return isBound || COMPARED_BEFORE.has(before) || COMPARED_AFTER.has(after) || isTested(script, from, after);
}

/** `CASE x WHEN 'a ' THEN`; a text alone is no condition, so this CASE has a value to compare. */
function isTested(script: Script, from: number, after: string): boolean {
  return keyAt(script, from - 1) === 'WHEN' && after === 'THEN';
}

/** Whether this AND is that of BETWEEN: one of the same group precedes it with no other AND between them. */
function startsBetween(script: Script, and: number): boolean {
  for (let at = and - 1; at >= 0 && at > (script.groupOf[and] ?? -1); at -= 1) {
    if (script.groupOf[at] !== script.groupOf[and]) continue;
    if (keyAt(script, at) === 'BETWEEN') return true;
    if (keyAt(script, at) === 'AND') return false;
  }
  return false;
}

function isInList(script: Script, open: number): boolean {
  const before = keyAt(script, open - 1);
  return open !== -1 && (before === 'IN' || before === 'NULLIF');
}

function checkPlus(script: Script, at: number): readonly Finding[] {
  if (!isText(script, operandBefore(script, at)) && !isText(script, operandAfter(script, at))) return [];
  return [findingAt(script, at, 'text-plus', '+ on text: write CONCAT(a, b).')];
}

function isText(script: Script, span: Span): boolean {
  const first = tokenAt(script, span.from);
  if (first.kind === 'string') return true;
  return castTypeOf(script, span) === 'NVARCHAR' || (span.to > span.from + 1 && TEXT_FUNCTIONS.has(first.key));
}

function checkLength(script: Script, at: number, spans: readonly Span[]): readonly Finding[] {
  const [text] = spans;
  if (text !== undefined && isCallOf(script, text, 'RTRIM')) return [];
  return [findingAt(script, at, 'length', 'LEN skips trailing blanks in T-SQL only: write LEN(RTRIM(x)).')];
}

function checkNeedle(script: Script, at: number, spans: readonly Span[]): readonly Finding[] {
  const [needle] = spans;
  const token = tokenAt(script, needle?.from ?? at);
  if (needle !== undefined && needle.to === needle.from + 1 && token.kind === 'string' && token.value !== '') return [];
  return [
    findingAt(
      script,
      at,
      'needle',
      "CHARINDEX of what may be empty: write CHARINDEX('text', x) with a text that is not empty.",
    ),
  ];
}

/** Case folding depends on the collation; a folded left side and a pattern in the same case do not. */
function checkLike(script: Script, at: number): readonly Finding[] {
  const not = keyAt(script, at - 1) === 'NOT' ? 1 : 0;
  const left = operandBefore(script, at - not);
  const pattern = tokenAt(script, at + 1);
  const { value } = pattern;
  const isFolded =
    (isCallOf(script, left, 'LOWER') && value === value.toLowerCase()) ||
    (isCallOf(script, left, 'UPPER') && value === value.toUpperCase());
  if (isFolded && pattern.kind === 'string' && !value.includes('[')) return [];
  const message =
    "LIKE that depends on case or on [ranges]: write LOWER(x) LIKE 'a%' with a lower-case text as the pattern.";
  return [findingAt(script, at, 'like', message)];
}

function checkTextCast(script: Script, at: number): readonly Finding[] {
  const as = castAs(script, at + 1);
  if (keyAt(script, as + 1) !== 'NVARCHAR') return [];
  return checkSpoken(script, at, castTypeOf(script, { from: at + 2, to: as }));
}

function checkSpoken(script: Script, at: number, type: string | undefined): readonly Finding[] {
  if (type === undefined || !UNSPOKEN_TYPES.has(type)) return [];
  const message = `A ${type.toLowerCase()} as text differs between engines: cast it to int, decimal or date first, or return it as it is.`;
  return [findingAt(script, at, 'value-text', message)];
}
