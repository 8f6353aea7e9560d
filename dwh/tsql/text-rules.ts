import { type Finding, findingAt } from './finding.ts';
import { operandAfter, operandBefore } from './operands.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, castAs, castTypeOf, isCallOf, keyAt, type Script, type Span, tokenAt } from './script.ts';

const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(
  ['CONCAT', 'LEFT', 'RIGHT', 'SUBSTRING', 'REPLACE', 'UPPER', 'LOWER', 'LTRIM', 'RTRIM', 'TRIM'], //
);

/** Types whose text differs between engines. */
const UNSPOKEN_TYPES: ReadonlySet<string> = new Set(['FLOAT', 'BIT', 'DATETIME2']);

/** Rules about text whose result depends on the engine or on a collation, for the token at `at`. */
export function checkText(script: Script, at: number): readonly Finding[] {
  const token = tokenAt(script, at);
  if (token.kind === 'string' && /\\\r?\n/.test(token.value)) {
    return [findingAt(script, at, 'text', 'A backslash at the end of a line joins two lines in T-SQL: write CONCAT.')];
  }
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
