import { type Finding, findingAt } from './finding.ts';
import { operandAfter, operandBefore } from './operands.ts';
import { roleOf } from './roles.ts';
import { keyAt, type Script, tokenAt } from './script.ts';

const ROWS = ['ROW', 'ROWS'] as const;
const SIDES = ['PRECEDING', 'FOLLOWING'] as const;
const COUNTED: ReadonlySet<string> = new Set(['OFFSET', 'NEXT', 'FIRST']);
const FRAME_STARTS: ReadonlySet<string> = new Set(['BETWEEN', 'UNBOUNDED', 'CURRENT']);

const PAGE = 'OFFSET n ROWS FETCH NEXT m ROWS ONLY';
const FRAME = 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW';

/**
 * Pages and frames are made of words that T-SQL does not reserve. Out of place they would be names to one engine and
 * keywords to the other, so they stand in their phrases or in brackets.
 */
export function checkFrames(script: Script): readonly Finding[] {
  return script.tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || roleOf(script, at) !== 'keyword' || isPlaced(script, at, token.key)) return [];
    const name = token.key.toLowerCase();
    const message = `${token.key} cannot stand here: write ${PAGE} or ${FRAME}, or [${name}] as a name.`;
    return [findingAt(script, at, 'word-order', message)];
  });
}

function isPlaced(script: Script, at: number, key: string): boolean {
  switch (key) {
    case 'OFFSET':
    case 'NEXT':
    case 'FIRST':
      return isCount(script, at + 1) && isOneOf(ROWS, keyAt(script, operandAfter(script, at).to));
    case 'ROW':
    case 'ROWS':
      return keyAt(script, at - 1) === 'CURRENT' || startsFrame(script, at + 1) || endsCount(script, at);
    case 'UNBOUNDED':
      return isOneOf(SIDES, keyAt(script, at + 1));
    case 'PRECEDING':
    case 'FOLLOWING':
      return keyAt(script, at - 1) === 'UNBOUNDED' || tokenAt(script, at - 1).kind === 'number';
    default:
      return true;
  }
}

function isOneOf(words: readonly string[], key: string): boolean {
  return words.includes(key);
}

function isCount(script: Script, at: number): boolean {
  const { kind, key } = tokenAt(script, at);
  return kind === 'number' || kind === 'parameter' || key === '(';
}

function startsFrame(script: Script, at: number): boolean {
  if (FRAME_STARTS.has(keyAt(script, at))) return true;
  return tokenAt(script, at).kind === 'number' && isOneOf(SIDES, keyAt(script, at + 1));
}

function endsCount(script: Script, rows: number): boolean {
  const count = operandBefore(script, rows);
  return isCount(script, count.from) && COUNTED.has(keyAt(script, count.from - 1));
}
