/** A format turned into positions, so that reading a value is arithmetic on character codes. -1: not in the format. */
export interface DateFormat {
  readonly text: string;
  /** Characters before the offset. */
  readonly length: number;
  readonly hasOffset: boolean;
  readonly yearAt: number;
  readonly monthAt: number;
  readonly dayAt: number;
  readonly hourAt: number;
  readonly minuteAt: number;
  readonly secondAt: number;
  readonly millisecondAt: number;
  readonly literals: readonly { readonly at: number; readonly code: number }[];
}

export interface FormatProblem {
  readonly problem: string;
}

const dateTokens = ['yyyy', 'MM', 'dd'];
const timeTokens = ['HH', 'mm', 'ss', 'SSS', 'XXX'];
const partPattern = /yyyy|MM|dd|HH|mm|SSS|ss|XXX|'[^']*'|[\s\S]/g;

export function compileDateFormat(text: string, kind: 'date' | 'datetime'): DateFormat | FormatProblem {
  const allowed = kind === 'date' ? dateTokens : [...dateTokens, ...timeTokens];
  const parts = text.match(partPattern) ?? [];
  const problem = partsProblem(parts, allowed);
  if (problem !== null) return { problem: `"${text}": ${problem}` };
  const positions = new Map<string, number>();
  const literals: { at: number; code: number }[] = [];
  let at = 0;
  for (const part of parts) {
    if (allowed.includes(part)) {
      positions.set(part, at);
      at += part === 'XXX' ? 0 : part.length;
    } else {
      for (const character of literalOf(part) ?? '') literals.push({ at: at++, code: character.charCodeAt(0) });
    }
  }
  return formatOf(text, at, positions, literals);
}

function partsProblem(parts: readonly string[], allowed: readonly string[]): string | null {
  const unknown = parts.find((part) => !allowed.includes(part) && literalOf(part) === null);
  if (unknown !== undefined) return `"${unknown}" is not one of ${allowed.join(' ')}`;
  const tokens = parts.filter((part) => allowed.includes(part));
  const twice = tokens.find((token, index) => tokens.indexOf(token) !== index);
  if (twice !== undefined) return `${twice} stands twice`;
  // The offset has no fixed length, so nothing behind it would have a fixed position.
  if (parts.includes('XXX') && parts.at(-1) !== 'XXX') return 'XXX must come last';
  return missingToken(tokens);
}

/** Letters are refused but for those ISO 8601 has, because an unknown letter is nearly always a misspelt token. */
function literalOf(part: string): string | null {
  if (part.startsWith("'") && part.length > 1) return part.slice(1, -1);
  if (part.length > 1) return null;
  return /[A-Za-z]/.test(part) && part !== 'T' && part !== 'Z' ? null : part;
}

/** A smaller unit without the next larger one would leave a hole in the time. */
function missingToken(tokens: readonly string[]): string | null {
  const timeOrder = ['HH', 'mm', 'ss', 'SSS'];
  const smallest = timeOrder.findLastIndex((token) => tokens.includes(token));
  const needed = [...dateTokens, ...timeOrder.slice(0, smallest + 1)];
  const missing = needed.find((token) => !tokens.includes(token));
  return missing === undefined ? null : `${missing} is missing`;
}

function formatOf(
  text: string,
  length: number,
  positions: ReadonlyMap<string, number>,
  literals: DateFormat['literals'],
): DateFormat {
  const position = (token: string) => positions.get(token) ?? -1;
  return {
    text,
    length,
    literals,
    hasOffset: positions.has('XXX'),
    yearAt: position('yyyy'),
    monthAt: position('MM'),
    dayAt: position('dd'),
    hourAt: position('HH'),
    minuteAt: position('mm'),
    secondAt: position('ss'),
    millisecondAt: position('SSS'),
  };
}
