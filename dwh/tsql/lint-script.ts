import { checkDates } from './date-rules.ts';
import type { Finding } from './finding.ts';
import { checkNumbers } from './number-rules.ts';
import type { Script } from './script.ts';
import { checkSubset, inTextOrder } from './subset-check.ts';
import { checkText } from './text-rules.ts';
import { checkWindows } from './window-rules.ts';

export interface SqlOrigin {
  /** How messages call the text: a path relative to the checkout, or `query`. */
  readonly file: string;
}

/** Everything in a hand-written query that is outside the portable subset, in the order of the text. */
export function lintScript(script: Script): readonly Finding[] {
  const rules = [checkNumbers, checkText, checkDates, checkWindows];
  const found = script.tokens.flatMap((_, at) => rules.flatMap((rule) => rule(script, at)));
  return inTextOrder([...checkSubset(script, 'query'), ...found]);
}
