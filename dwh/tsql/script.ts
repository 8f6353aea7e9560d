import { type Token, tokenize } from './lexer.ts';

/** Tokens with their parentheses matched. Positions are indexes into `tokens`. */
export interface Script {
  readonly file: string;
  readonly tokens: readonly Token[];
  /** Opening parenthesis → its closing one. */
  readonly closeOf: ReadonlyMap<number, number>;
  /** For each token the innermost open parenthesis around it; -1 outside all. A parenthesis belongs to the group around it. */
  readonly groupOf: readonly number[];
  /** Parentheses without a partner. */
  readonly unmatched: readonly number[];
}

/** A run of tokens: `from` inclusive, `to` exclusive. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

const NOTHING: Token = { kind: 'unknown', text: '', key: '', value: '', space: '', line: 1, column: 1 };

export function readScript(sql: string, file: string): Script {
  const tokens = tokenize(sql);
  const closeOf = new Map<number, number>();
  const groupOf: number[] = [];
  const unmatched: number[] = [];
  const open: number[] = [];
  tokens.forEach((token, at) => {
    const partner = token.key === ')' ? open.pop() : undefined;
    if (token.key === ')' && partner === undefined) unmatched.push(at);
    if (partner !== undefined) closeOf.set(partner, at);
    groupOf.push(open.at(-1) ?? -1);
    if (token.key === '(') open.push(at);
  });
  return { file, tokens, closeOf, groupOf, unmatched: [...unmatched, ...open] };
}

/** The token at a position; an empty one outside the text, so that looking around needs no bounds checks. */
export function tokenAt(script: Script, at: number): Token {
  return script.tokens[at] ?? NOTHING;
}

export function keyAt(script: Script, at: number): string {
  return tokenAt(script, at).key;
}

/** The closing parenthesis of `open`; the end of the text if there is none. */
export function closeAt(script: Script, open: number): number {
  return script.closeOf.get(open) ?? script.tokens.length;
}

/** Splits what stands between `open` and its closing parenthesis at the commas of that level. No tokens: no spans. */
export function argumentsOf(script: Script, open: number): readonly Span[] {
  const close = closeAt(script, open);
  if (close === open + 1) return [];
  const spans: Span[] = [];
  let from = open + 1;
  for (let at = from; at <= close; at += 1) {
    if (at === close || (keyAt(script, at) === ',' && script.groupOf[at] === open)) {
      spans.push({ from, to: at });
      from = at + 1;
    }
  }
  return spans;
}

/** The one AS of `CAST(value AS type)`, given its opening parenthesis; -1 if it is missing. */
export function castAs(script: Script, open: number): number {
  for (let at = closeAt(script, open) - 1; at > open; at -= 1) {
    if (keyAt(script, at) === 'AS' && script.groupOf[at] === open) return at;
  }
  return -1;
}

/** Whether the span is one call of `name` from its first to its last token. */
export function isCallOf(script: Script, span: Span, name: string): boolean {
  return (
    keyAt(script, span.from) === name &&
    keyAt(script, span.from + 1) === '(' &&
    closeAt(script, span.from + 1) === span.to - 1
  );
}

/** The type word, upper case, of a span that is one CAST as a whole; undefined otherwise. */
export function castTypeOf(script: Script, span: Span): string | undefined {
  if (!isCallOf(script, span, 'CAST')) return undefined;
  const as = castAs(script, span.from + 1);
  return as === -1 ? undefined : keyAt(script, as + 1);
}

export function textOf(script: Script, span: Span): string {
  return script.tokens
    .slice(span.from, span.to)
    .map((token, index) => (index === 0 ? token.text : token.space + token.text))
    .join('');
}
