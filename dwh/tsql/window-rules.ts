import { type Finding, findingAt } from './finding.ts';
import { roleOf } from './roles.ts';
import { closeAt, keyAt, type Script, tokenAt } from './script.ts';
import { FUNCTIONS, type FunctionRule, isFunctionName } from './vocabulary.ts';

/** Rules about window functions, for the token at `at`. */
export function checkWindows(script: Script, at: number): readonly Finding[] {
  const { key, kind } = tokenAt(script, at);
  if (kind !== 'word' || !isFunctionName(key) || roleOf(script, at) !== 'function') return [];
  const over = closeAt(script, at + 1) + 1;
  if (keyAt(script, over) !== 'OVER') return [];
  const message = problemOf(script, over + 1, key, FUNCTIONS[key]);
  return message === undefined ? [] : [findingAt(script, at, 'window', message)];
}

function problemOf(script: Script, open: number, name: string, rule: FunctionRule): string | undefined {
  const isOrdered = hasKeyword(script, open, 'ORDER');
  const isFramed = hasKeyword(script, open, 'ROWS');
  if (rule.frame && isOrdered && !isFramed) {
    return `${name} over an ordered window without a frame: write ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW.`;
  }
  if (rule.shape !== 'window') return undefined;
  if (!isOrdered) return `${name} without an order: write ORDER BY with a unique last column in OVER (…).`;
  return !rule.frame && isFramed ? `${name} takes no frame: leave ROWS out.` : undefined;
}

function hasKeyword(script: Script, open: number, keyword: string): boolean {
  return script.tokens.some(
    (token, at) => token.key === keyword && script.groupOf[at] === open && roleOf(script, at) === 'keyword',
  );
}
