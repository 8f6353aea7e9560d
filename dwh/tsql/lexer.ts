/**
 * `unknown` is text the lexer cannot place (an open string, a stray character). It is a token, not an exception,
 * so that the linter can report it beside everything else it finds.
 */
export type TokenKind = 'word' | 'delimited' | 'string' | 'number' | 'parameter' | 'symbol' | 'unknown';

export interface Token {
  readonly kind: TokenKind;
  /** Exactly as written. */
  readonly text: string;
  /** Upper-cased text of a word, the text of a symbol; empty for every other kind, so that no string is taken for a keyword. */
  readonly key: string;
  /** Content without delimiters and with doubled delimiters undone; a parameter without its `@`. */
  readonly value: string;
  /** White space before the token; a comment counts as one blank. */
  readonly space: string;
  readonly line: number;
  readonly column: number;
}

const BLANKS = /[\s\uFEFF]+/y;
const WORD = /[\p{L}_][\p{L}\p{N}_]*/uy;
// The tail catches what would otherwise fall into two tokens: 0x1F, 1_000, 1e5.
const NUMBER = /(?:\d+(?:\.\d+)?|\.\d+)[\p{L}\p{N}_.]*/uy;
const PLAIN_NUMBER = /^(?:\d+(?:\.\d+)?|\.\d+)$/;
const PARAMETER = /@[\p{L}_][\p{L}\p{N}_]*/uy;
const LINE_COMMENT = /--[^\n]*/y;
const COMMENT_EDGE = /\/\*|\*\//g;
// Longest first. Most are refused later; they are read whole so that the message can show them as written.
const SYMBOL =
  /<=>|->>|::|:=|<>|<=|>=|!=|!<|!>|\|\||->|=>|==|\/\/|\*\*|<<|>>|&&|\+=|-=|\*=|\/=|%=|\.\.|[=<>+\-*/%,.();]/y;

/** Splits T-SQL into tokens. Never fails: see `unknown` in {@link TokenKind}. */
export function tokenize(sql: string): readonly Token[] {
  const tokens: Token[] = [];
  let offset = 0;
  let line = 1;
  let lineStart = 0;
  while (true) {
    const blank = readBlanks(sql, offset);
    ({ line, lineStart } = advance(sql, offset, blank.end, line, lineStart));
    if (blank.end >= sql.length) return tokens;
    const read = readToken(sql, blank.end);
    tokens.push({ ...read, space: blank.space, line, column: blank.end - lineStart + 1 });
    offset = blank.end + read.text.length;
    ({ line, lineStart } = advance(sql, blank.end, offset, line, lineStart));
  }
}

type Read = Pick<Token, 'kind' | 'text' | 'key' | 'value'>;

function readToken(sql: string, at: number): Read {
  const first = sql.charAt(at);
  if (first === "'") return readDelimited(sql, at, 'string', "'", 0);
  if (/^n'/i.test(sql.slice(at, at + 2))) return readDelimited(sql, at, 'string', "'", 1);
  if (first === '[') return readDelimited(sql, at, 'delimited', ']', 0);
  if (first === '"') return readDelimited(sql, at, 'delimited', '"', 0);
  const word = match(WORD, sql, at);
  if (word) return { kind: 'word', text: word, key: word.toUpperCase(), value: word };
  const number = match(NUMBER, sql, at);
  if (number) return { kind: PLAIN_NUMBER.test(number) ? 'number' : 'unknown', text: number, key: '', value: number };
  const parameter = match(PARAMETER, sql, at);
  if (parameter) return { kind: 'parameter', text: parameter, key: '', value: parameter.slice(1) };
  const symbol = sql.startsWith('/*', at) ? undefined : match(SYMBOL, sql, at);
  if (symbol) return { kind: 'symbol', text: symbol, key: symbol, value: symbol };
  return unknown(sql.startsWith('/*', at) ? sql.slice(at) : String.fromCodePoint(sql.codePointAt(at) ?? 0));
}

function readDelimited(sql: string, at: number, kind: 'string' | 'delimited', close: string, prefix: number): Read {
  let value = '';
  let next = at + prefix + 1;
  while (true) {
    const end = sql.indexOf(close, next);
    if (end === -1) return unknown(sql.slice(at));
    value += sql.slice(next, end);
    next = end + 1;
    if (sql.charAt(next) !== close) return { kind, text: sql.slice(at, next), key: '', value };
    value += close;
    next += 1;
  }
}

function unknown(text: string): Read {
  return { kind: 'unknown', text, key: '', value: text };
}

function match(pattern: RegExp, sql: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(sql)?.[0];
}

/** An unclosed block comment is left standing and becomes an `unknown` token. */
function readBlanks(sql: string, start: number): { readonly end: number; readonly space: string } {
  let end = start;
  let space = '';
  while (true) {
    const blanks = match(BLANKS, sql, end);
    const comment = blanks ? undefined : (match(LINE_COMMENT, sql, end) ?? readBlockComment(sql, end));
    if (blanks === undefined && comment === undefined) return { end, space };
    space += blanks ?? ' ';
    end += (blanks ?? comment ?? '').length;
  }
}

/** T-SQL nests block comments. */
function readBlockComment(sql: string, at: number): string | undefined {
  if (!sql.startsWith('/*', at)) return undefined;
  let depth = 0;
  COMMENT_EDGE.lastIndex = at;
  for (let edge = COMMENT_EDGE.exec(sql); edge; edge = COMMENT_EDGE.exec(sql)) {
    depth += edge[0] === '/*' ? 1 : -1;
    if (depth === 0) return sql.slice(at, edge.index + 2);
  }
  return undefined;
}

function advance(sql: string, from: number, to: number, line: number, lineStart: number) {
  for (let at = sql.indexOf('\n', from); at !== -1 && at < to; at = sql.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, lineStart };
}
