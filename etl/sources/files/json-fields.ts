/** Why a line is not a row. */
export interface JsonProblem {
  readonly problem: string;
}

/**
 * Fields of a JSON object as text. Texts lose their quotes; numbers stay exactly as they are written, because
 * `JSON.parse` would round 1234567890123456.78; objects and lists stay JSON. A key given twice has its last value.
 */
export function readJsonFields(line: string): ReadonlyMap<string, string | null> | JsonProblem {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) {
      return { problem: 'is JSON, but not an object in braces' };
    }
  } catch {
    // The parser's own message quotes the line, which belongs into the quarantine and not into a message.
    return { problem: 'is not JSON' };
  }
  return scanObject(line);
}

/** The line is known to be a correct object, so the scan needs to find only where its values begin and end. */
function scanObject(line: string): ReadonlyMap<string, string | null> {
  const fields = new Map<string, string | null>();
  let at = line.indexOf('{') + 1;
  for (;;) {
    const keyStart = line.indexOf('"', at);
    if (keyStart < 0) return fields;
    const keyEnd = endOfString(line, keyStart);
    const valueStart = skipBlanks(line, line.indexOf(':', keyEnd) + 1);
    const valueEnd = endOfValue(line, valueStart);
    fields.set(unquote(line.slice(keyStart, keyEnd)), fieldText(line.slice(valueStart, valueEnd)));
    at = valueEnd;
  }
}

function fieldText(json: string): string | null {
  if (json.startsWith('"')) return unquote(json);
  return json === 'null' ? null : json;
}

function unquote(json: string): string {
  if (!json.includes('\\')) return json.slice(1, -1);
  const text: unknown = JSON.parse(json);
  return typeof text === 'string' ? text : json;
}

function skipBlanks(line: string, from: number): number {
  let at = from;
  while (line.charCodeAt(at) <= 0x20) at++;
  return at;
}

/** Behind the closing quote. */
function endOfString(line: string, start: number): number {
  let at = start + 1;
  while (line.charAt(at) !== '"') at += line.charAt(at) === '\\' ? 2 : 1;
  return at + 1;
}

function endOfValue(line: string, start: number): number {
  const first = line.charAt(start);
  if (first === '"') return endOfString(line, start);
  if (first === '{' || first === '[') return endOfNested(line, start);
  let at = start;
  while (!' \t\r,}'.includes(line.charAt(at))) at++;
  return at;
}

function endOfNested(line: string, start: number): number {
  let depth = 0;
  for (let at = start; at < line.length; ) {
    const character = line.charAt(at);
    if (character === '"') {
      at = endOfString(line, at);
      continue;
    }
    if (character === '{' || character === '[') depth++;
    if (character === '}' || character === ']') depth--;
    at++;
    if (depth === 0) return at;
  }
  return line.length;
}
