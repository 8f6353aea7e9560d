import { roleOf } from './roles.ts';
import { closeAt, keyAt, type Script, type Span, tokenAt } from './script.ts';

/** Words that end a value: `CASE … END` and NULL. */
const VALUE_ENDS: ReadonlySet<string> = new Set(['END', 'NULL', ')']);

/** Whether a value or a name ends at this token, so that an operator, a comma or a keyword must follow. */
export function endsOperand(script: Script, at: number): boolean {
  const token = tokenAt(script, at);
  if (token.kind === 'symbol') return token.key === ')';
  if (token.kind === 'word') return VALUE_ENDS.has(token.key) || roleOf(script, at) === 'name';
  return token.kind !== 'unknown';
}

/** Whether a value or a name begins at this token. */
export function startsOperand(script: Script, at: number): boolean {
  const token = tokenAt(script, at);
  if (token.kind === 'symbol') return token.key === '(' || token.key === '-' || token.key === '+';
  if (token.kind === 'word') return ['CASE', 'NULL'].includes(token.key) || isNameOrCall(script, at);
  return token.kind !== 'unknown';
}

function isNameOrCall(script: Script, at: number): boolean {
  const role = roleOf(script, at);
  return role === 'name' || role === 'function';
}

/** The value left of an operator: a call with its name, a parenthesis, or one token. */
export function operandBefore(script: Script, operator: number): Span {
  const last = operator - 1;
  if (keyAt(script, last) !== ')') return { from: last, to: operator };
  const open = openOf(script, last);
  const isCall = tokenAt(script, open - 1).kind === 'word' && roleOf(script, open - 1) === 'function';
  return { from: isCall ? open - 1 : open, to: operator };
}

/** The value right of an operator, likewise. */
export function operandAfter(script: Script, operator: number): Span {
  const from = operator + 1;
  if (keyAt(script, from) === '(') return { from, to: closeAt(script, from) + 1 };
  if (keyAt(script, from + 1) === '(') return { from, to: closeAt(script, from + 1) + 1 };
  return { from, to: from + 1 };
}

/** A `*` or `+` between two values; not the star of COUNT(*) and not a sign. */
export function isBetweenValues(script: Script, at: number): boolean {
  return endsOperand(script, at - 1) && startsOperand(script, at + 1) && !isAfterTop(script, at);
}

/** Whether what stands before this token is the row count of TOP, which no operator follows. */
export function isAfterTop(script: Script, at: number): boolean {
  if (keyAt(script, at - 2) === 'TOP') return true;
  return keyAt(script, at - 1) === ')' && keyAt(script, openOf(script, at - 1) - 1) === 'TOP';
}

export function isNumber(script: Script, span: Span, pattern: RegExp): boolean {
  const token = tokenAt(script, span.from);
  return span.to === span.from + 1 && token.kind === 'number' && pattern.test(token.text);
}

function openOf(script: Script, close: number): number {
  for (const [open, end] of script.closeOf) if (end === close) return open;
  return -1;
}
