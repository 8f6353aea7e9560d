import type { Token } from './lexer.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, castTypeOf, closeAt, keyAt, type Script, type Span, tokenAt } from './script.ts';

export const TEXT_FUNCTIONS: ReadonlySet<string> = new Set(
  ['CONCAT', 'LEFT', 'RIGHT', 'SUBSTRING', 'REPLACE', 'UPPER', 'LOWER', 'LTRIM', 'RTRIM', 'TRIM'], //
);

const WHOLE_FUNCTIONS: ReadonlySet<string> = new Set([
  ...['COUNT', 'COUNT_BIG', 'GROUPING', 'ROW_NUMBER', 'RANK', 'DENSE_RANK', 'NTILE'],
  ...['YEAR', 'MONTH', 'DAY', 'DATEPART', 'DATEDIFF', 'LEN', 'CHARINDEX'],
]);
const CASE_WORDS: ReadonlySet<string> = new Set(['CASE', 'WHEN', 'THEN', 'ELSE', 'END']);
const WHOLE_TYPES: ReadonlySet<string | undefined> = new Set(['INT', 'BIGINT', 'BIT']);

/** What the tokens of a value say about casting it to int; `unknown` where only its type would. */
export type CastArgument = 'whole' | 'parameter' | 'text' | 'unknown';

export function castArgumentOf(script: Script, span: Span): CastArgument {
  const { from, to } = span;
  const first = tokenAt(script, from);
  if (to === from + 1) return tokenArgumentOf(first);
  if (first.key === '(' && closeAt(script, from) === to - 1) {
    return castArgumentOf(script, { from: from + 1, to: to - 1 });
  }
  if (first.key === '-' && to === from + 2 && tokenAt(script, from + 1).kind === 'number') {
    return tokenArgumentOf(tokenAt(script, from + 1));
  }
  if (first.key === 'CASE') return isWholeCase(script, span) ? 'whole' : 'unknown';
  return first.kind === 'word' && roleOf(script, from) === 'function' ? callArgumentOf(script, span) : 'unknown';
}

function tokenArgumentOf(token: Token): CastArgument {
  if (token.kind === 'parameter') return 'parameter';
  if (token.kind === 'string') return 'text';
  return token.key === 'NULL' || (token.kind === 'number' && !token.text.includes('.')) ? 'whole' : 'unknown';
}

function callArgumentOf(script: Script, span: Span): CastArgument {
  const close = closeAt(script, span.from + 1);
  const end = keyAt(script, close + 1) === 'OVER' ? closeAt(script, close + 2) : close;
  if (end !== span.to - 1) return 'unknown';
  const name = keyAt(script, span.from);
  if (WHOLE_FUNCTIONS.has(name)) return 'whole';
  if (TEXT_FUNCTIONS.has(name) || castTypeOf(script, span) === 'NVARCHAR') return 'text';
  if (name !== 'SUM') return WHOLE_TYPES.has(castTypeOf(script, span)) ? 'whole' : 'unknown';
  const [argument] = argumentsOf(script, span.from + 1);
  return argument !== undefined && castArgumentOf(script, argument) === 'whole' ? 'whole' : 'unknown';
}

/** Whether the span is one CASE, with no other inside outside parentheses, whose every result is whole. */
function isWholeCase(script: Script, span: Span): boolean {
  const here = script.groupOf[span.from];
  const marks: number[] = [];
  for (let at = span.from + 1; at < span.to; at += 1) {
    if (script.groupOf[at] === here && CASE_WORDS.has(keyAt(script, at))) marks.push(at);
  }
  if (marks.at(-1) !== span.to - 1) return false;
  return marks.every((mark, index) => {
    const key = keyAt(script, mark);
    if (key === 'CASE') return false;
    const next = marks[index + 1];
    if (key === 'END') return next === undefined;
    return key === 'WHEN' || castArgumentOf(script, { from: mark + 1, to: next ?? span.to }) === 'whole';
  });
}
