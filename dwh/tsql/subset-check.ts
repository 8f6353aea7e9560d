import type { Finding } from './finding.ts';
import { checkFrames } from './frame-check.ts';
import { checkOrder } from './order-check.ts';
import type { Script } from './script.ts';
import { checkStatement } from './statement-check.ts';
import { checkVocabulary, type Purpose } from './vocabulary-check.ts';

/** Every construct outside the subset's lists and shapes, in the order of the text. */
export function checkSubset(script: Script, purpose: Purpose): readonly Finding[] {
  return inTextOrder([
    ...checkVocabulary(script, purpose),
    ...checkOrder(script),
    ...checkFrames(script),
    ...checkStatement(script, purpose),
  ]);
}

/** One finding a place: what the vocabulary says of a word comes before what its neighbours say of it. */
export function inTextOrder(findings: readonly Finding[]): readonly Finding[] {
  const first = new Map<string, Finding>();
  for (const finding of findings) {
    const place = `${finding.line}:${finding.column}`;
    if (!first.has(place)) first.set(place, finding);
  }
  return [...first.values()].toSorted((a, b) => a.line - b.line || a.column - b.column);
}
