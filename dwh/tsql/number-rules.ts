import { type Finding, findingAt } from './finding.ts';
import { isBetweenValues, isNumber, operandAfter, operandBefore } from './operands.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, castAs, castTypeOf, isCallOf, keyAt, type Script, type Span, tokenAt } from './script.ts';

const WHOLE = /^\d+$/;
const NON_ZERO = /[1-9]/;
const WHOLE_TEXT = /^ *[+-]?\d+ *$/;

/** T-SQL holds 38 digits and silently cuts the scale of a product that needs more; DuckDB keeps it. */
const MAX_DIGITS = 38;

/** Rules about arithmetic whose result depends on the engine, for the token at `at`. */
export function checkNumbers(script: Script, at: number): readonly Finding[] {
  switch (keyAt(script, at)) {
    case '/':
      return checkDivision(script, at);
    case '%':
      return checkRemainder(script, at);
    case '*':
      return isBetweenValues(script, at) ? checkProduct(script, at) : [];
    case 'AVG':
    case 'SUM':
    case 'ROUND':
    case 'CAST':
      return roleOf(script, at) === 'function' ? checkCall(script, at) : [];
    default:
      return [];
  }
}

function checkCall(script: Script, at: number): readonly Finding[] {
  switch (keyAt(script, at)) {
    case 'AVG':
      return checkAverage(script, at);
    case 'SUM':
      return checkSum(script, at);
    case 'ROUND':
      return checkRound(script, at);
    default:
      return checkWholeCast(script, at);
  }
}

function checkDivision(script: Script, at: number): readonly Finding[] {
  const isFloat = castTypeOf(script, operandBefore(script, at)) === 'FLOAT';
  if (isFloat && isSafeDivisor(script, operandAfter(script, at))) return [];
  const message =
    'A bare division: write CAST(a AS float) / NULLIF(b, 0), inside CAST(ROUND(CAST(… AS decimal(28, 10)), 4) AS decimal(9, 4)).';
  return [findingAt(script, at, 'division', message)];
}

function checkRemainder(script: Script, at: number): readonly Finding[] {
  if (isSafeDivisor(script, operandAfter(script, at))) return [];
  return [findingAt(script, at, 'division', 'A remainder by what may be zero: write a % NULLIF(b, 0).')];
}

function isSafeDivisor(script: Script, span: Span): boolean {
  return isCallOf(script, span, 'NULLIF') || isNumber(script, span, NON_ZERO);
}

function checkProduct(script: Script, at: number): readonly Finding[] {
  const left = operandBefore(script, at);
  const right = operandAfter(script, at);
  if (isNumber(script, left, WHOLE) || isNumber(script, right, WHOLE)) return [];
  const isCast = castTypeOf(script, left) !== undefined && castTypeOf(script, right) !== undefined;
  const isChain = ['*', '/', '%'].includes(keyAt(script, left.from - 1));
  if (isCast && !isChain && digitsOf(script, left) + digitsOf(script, right) + 1 <= MAX_DIGITS) return [];
  const message =
    'A product without casts, of three factors or of more than 37 digits: write ' +
    'CAST(CAST(a AS decimal(9, 0)) * CAST(b AS decimal(19, 4)) AS decimal(19, 4)), one product a CAST.';
  return [findingAt(script, at, 'product', message)];
}

/** The precision of `CAST(x AS decimal(p, s))`; 0 for the other types. */
function digitsOf(script: Script, cast: Span): number {
  if (castTypeOf(script, cast) !== 'DECIMAL') return 0;
  return Number(tokenAt(script, castAs(script, cast.from + 1) + 3).text);
}

function checkAverage(script: Script, at: number): readonly Finding[] {
  const [argument] = argumentsOf(script, at + 1);
  if (argument !== undefined && castTypeOf(script, argument) === 'FLOAT') return [];
  return [
    findingAt(script, at, 'average', 'AVG of an integer or decimal without a cast: write AVG(CAST(x AS float)).'),
  ];
}

function checkSum(script: Script, at: number): readonly Finding[] {
  const [argument] = argumentsOf(script, at + 1);
  if (argument !== undefined && castTypeOf(script, argument) !== undefined) return [];
  if (isInsideCast(script, at)) return [];
  const message =
    'SUM without a type: write SUM(CAST(x AS bigint)) for counts, CAST(SUM(x) AS decimal(19, 4)) for money.';
  return [findingAt(script, at, 'sum', message)];
}

/** Whether a CAST surrounds the token within its own query block. */
function isInsideCast(script: Script, at: number): boolean {
  for (let open = script.groupOf[at] ?? -1; open !== -1; open = script.groupOf[open] ?? -1) {
    if (keyAt(script, open + 1) === 'SELECT') return false;
    if (keyAt(script, open - 1) === 'CAST') return true;
  }
  return false;
}

function checkRound(script: Script, at: number): readonly Finding[] {
  const [value, digits] = argumentsOf(script, at + 1);
  const isTyped = value !== undefined && castTypeOf(script, value) === 'DECIMAL';
  const open = script.groupOf[at] ?? -1;
  const outer = keyAt(script, open - 1) === 'CAST' ? castTypeOf(script, castSpan(script, open)) : undefined;
  const isWhole = outer === 'DECIMAL' && at === open + 1;
  if (isTyped && isWhole && digits !== undefined && isNumber(script, digits, WHOLE)) return [];
  const message = 'ROUND outside two casts: write CAST(ROUND(CAST(x AS decimal(28, 10)), 4) AS decimal(9, 4)).';
  return [findingAt(script, at, 'round', message)];
}

function castSpan(script: Script, open: number): Span {
  return { from: open - 1, to: (script.closeOf.get(open) ?? open) + 1 };
}

/** Both engines cut the digits after the point; of a float, or of a text, what is cut depends on the engine. */
function checkWholeCast(script: Script, at: number): readonly Finding[] {
  const as = castAs(script, at + 1);
  if (!['INT', 'BIGINT'].includes(keyAt(script, as + 1))) return [];
  const value = { from: at + 2, to: as };
  const first = tokenAt(script, value.from);
  if (first.kind === 'string' && value.to === value.from + 1 && !WHOLE_TEXT.test(first.value)) {
    return [findingAt(script, at, 'whole-cast', 'A text that is not a whole number, cast to one: write the number.')];
  }
  const isDivided = script.tokens
    .slice(value.from, value.to)
    .some((token, index) => token.key === '/' && script.groupOf[value.from + index] === at + 1);
  if (castTypeOf(script, value) !== 'FLOAT' && first.key !== 'AVG' && !isDivided) return [];
  const message = 'A CAST of a float to a whole number: write CAST(CAST(x AS decimal(28, 10)) AS int).';
  return [findingAt(script, at, 'whole-cast', message)];
}
