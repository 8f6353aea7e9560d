import { keyAt, type Script, tokenAt } from '../../tsql/script.ts';
import { findTop } from '../../tsql/top.ts';
import { parametersOf, render, renderToken } from './render.ts';
import type { Translated } from './translated.ts';

/** A checked script as one DuckDB statement, without a final semicolon. */
export function renderStatement(script: Script): Translated {
  const last = script.tokens.length - 1;
  const to = keyAt(script, last) === ';' ? last : last + 1;
  return { sql: renderWithLimit(script, to), parameters: parametersOf(script) };
}

/** TOP stands after SELECT, DuckDB's LIMIT at the end; `readTop` has made sure that the end belongs to that SELECT. */
function renderWithLimit(script: Script, to: number): string {
  const top = findTop(script);
  if (top === undefined) return render(script, { from: 0, to });
  const head = render(script, { from: 0, to: top.span.from });
  const body = render(script, { from: top.span.to, to });
  return `${head} ${body}\nLIMIT ${renderToken(tokenAt(script, top.count))}`;
}
