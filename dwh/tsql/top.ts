import { closeAt, keyAt, type Script, type Span, tokenAt } from './script.ts';

/** `TOP n` or `TOP (n)` of the outermost SELECT. */
export interface Top {
  /** The tokens of TOP and its row count. */
  readonly span: Span;
  /** The token with the row count: a whole number or a parameter. */
  readonly count: number;
}

const BESIDE_TOP: ReadonlySet<string> = new Set(['UNION', 'EXCEPT', 'INTERSECT', 'OFFSET']);

/** Undefined where TOP cannot become a LIMIT at the end of the statement. */
export function readTop(script: Script, at: number): Top | undefined {
  const isGrouped = keyAt(script, at + 1) === '(';
  const count = isGrouped ? at + 2 : at + 1;
  const span = { from: at, to: isGrouped ? closeAt(script, at + 1) + 1 : at + 2 };
  const { kind, text } = tokenAt(script, count);
  const isCount = kind === 'parameter' || (kind === 'number' && /^\d+$/.test(text));
  if (!isCount || (isGrouped && span.to !== at + 4)) return undefined;
  if (['PERCENT', 'WITH'].includes(keyAt(script, span.to))) return undefined;
  return script.groupOf[at] === -1 && !hasOuter(script) ? { span, count } : undefined;
}

/** The TOP of a checked script, if it has one. */
export function findTop(script: Script): Top | undefined {
  const at = script.tokens.findIndex(
    (token, index) => token.key === 'TOP' && ['SELECT', 'DISTINCT'].includes(keyAt(script, index - 1)),
  );
  return at === -1 ? undefined : readTop(script, at);
}

function hasOuter(script: Script): boolean {
  return script.tokens.some(
    (token, at) => BESIDE_TOP.has(token.key) && script.groupOf[at] === -1 && keyAt(script, at - 1) !== '.',
  );
}
