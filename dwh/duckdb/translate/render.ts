import { castArgumentOf } from '../../tsql/cast-argument.ts';
import type { Token } from '../../tsql/lexer.ts';
import { roleOf } from '../../tsql/roles.ts';
import {
  argumentsOf,
  castAs,
  castTypeOf,
  closeAt,
  keyAt,
  type Script,
  type Span,
  textOf,
  tokenAt,
} from '../../tsql/script.ts';
import { FUNCTIONS, type FunctionName, type FunctionRule, isFunctionName, isTypeName } from '../../tsql/vocabulary.ts';
import { CAST_SPELLINGS } from './cast-spellings.ts';
import { FUNCTION_SPELLINGS } from './function-spellings.ts';

/** Writes a span in DuckDB's spelling. The script has passed the checks: what is in it is on the allow-lists. */
export function render(script: Script, span: Span): string {
  let out = '';
  let at = span.from;
  while (at < span.to) {
    const token = tokenAt(script, at);
    const piece = isCall(script, at) ? renderCall(script, at) : { sql: renderToken(token), next: at + 1 };
    out += (at === span.from ? '' : token.space) + piece.sql;
    at = piece.next;
  }
  return out;
}

/** Parameter names without `@`, in order of first use; the checks have seen that each has one spelling. */
export function parametersOf(script: Script): readonly string[] {
  return [...new Set(script.tokens.filter((token) => token.kind === 'parameter').map((token) => token.value))];
}

interface Piece {
  readonly sql: string;
  /** The token after what was written. */
  readonly next: number;
}

function isCall(script: Script, at: number): boolean {
  return tokenAt(script, at).kind === 'word' && roleOf(script, at) === 'function';
}

function renderCall(script: Script, at: number): Piece {
  const name = tokenAt(script, at).key;
  const next = closeAt(script, at + 1) + 1;
  if (!isFunctionName(name)) throw new TypeError(`"${name}" is not a function of the portable subset.`);
  if (name === 'CAST') return { sql: renderCast(script, at + 1), next };
  const sql = renderFunction(script, at + 1, name);
  const type = name === 'SUM' ? wholeType(script, at + 1) : undefined;
  if (type === undefined) return { sql, next };
  // The cast goes around the window, which is part of the value.
  const end = keyAt(script, next) === 'OVER' ? closeAt(script, next + 1) + 1 : next;
  const over = end === next ? '' : ` ${render(script, { from: next, to: end })}`;
  return { sql: `CAST(${sql}${over} AS ${type})`, next: end };
}

/** T-SQL sums whole numbers in their own type and fails when it overflows; DuckDB's HUGEINT fits no other program's column. */
function wholeType(script: Script, open: number): string | undefined {
  const [argument] = argumentsOf(script, open);
  const type = argument === undefined ? undefined : castTypeOf(script, argument);
  return type === 'BIGINT' ? 'BIGINT' : type === 'INT' ? 'INTEGER' : undefined;
}

function renderFunction(script: Script, open: number, name: Exclude<FunctionName, 'CAST'>): string {
  const rule: FunctionRule = FUNCTIONS[name];
  const args = argumentsOf(script, open).map((span, index) =>
    rule.unit && index === 0 ? keyAt(script, span.from) : render(script, span),
  );
  return FUNCTION_SPELLINGS[name](args);
}

function renderCast(script: Script, open: number): string {
  const as = castAs(script, open);
  const type = keyAt(script, as + 1);
  if (!isTypeName(type)) throw new TypeError(`"${type}" is not a type of the portable subset.`);
  const sizes = keyAt(script, as + 2) === '(' ? argumentsOf(script, as + 2) : [];
  const span = { from: open + 1, to: as };
  return CAST_SPELLINGS[type](
    render(script, span),
    sizes.map((size) => textOf(script, size)),
    castArgumentOf(script, span),
  );
}

export function renderToken(token: Token): string {
  switch (token.kind) {
    case 'parameter':
      return `$${token.value}`;
    case 'delimited':
      return `"${token.value.replaceAll('"', '""')}"`;
    case 'string':
      return `'${token.value.replaceAll("'", "''")}'`;
    default:
      return token.text;
  }
}
