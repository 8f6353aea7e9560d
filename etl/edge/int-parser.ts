import type { ContractColumn } from '../../core/contract.ts';
import { compileDecimalParser } from './decimal-parser.ts';
import type { NumberReading } from './number-reading.ts';
import { type ParseFailure, quoteValue } from './parse-failure.ts';

const INT32_MIN = -2_147_483_648;
const INT32_MAX = 2_147_483_647;
/** Digits that always fit an int32, and so need no check. */
const SAFE_DIGITS = 9;

/** Whole numbers of 32 bits; "3.00" is one, since many programs write every number with a fraction. */
export function compileIntParser(
  column: ContractColumn,
  reading: NumberReading,
): (text: string) => number | ParseFailure {
  const min = Math.max(column.min === undefined ? INT32_MIN : Number(column.min), INT32_MIN);
  const max = Math.min(column.max === undefined ? INT32_MAX : Number(column.max), INT32_MAX);
  const parseDecimal = compileDecimalParser({ precision: 10, scale: 0 }, reading);

  return (text) => {
    let value = plainDigits(text);
    if (value < 0) {
      const canonical = parseDecimal(text);
      if (typeof canonical === 'object') return asIntFailure(canonical, text);
      value = Number(canonical);
    }
    if (value < min) return { code: 'out_of_range', detail: `${value} is below ${min}` };
    if (value > max) return { code: 'out_of_range', detail: `${value} is above ${max}` };
    return value;
  };
}

/** The value of a text of one to nine digits, else -1. */
function plainDigits(text: string): number {
  if (text.length > SAFE_DIGITS || text.length === 0) return -1;
  let value = 0;
  for (let at = 0; at < text.length; at++) {
    const digit = text.charCodeAt(at) - 0x30;
    if (digit < 0 || digit > 9) return -1;
    value = value * 10 + digit;
  }
  return value;
}

function asIntFailure(failure: ParseFailure, text: string): ParseFailure {
  if (failure.code === 'out_of_range') {
    return { code: 'out_of_range', detail: `${quoteValue(text)} does not fit an integer of 32 bits` };
  }
  return { code: 'not_an_integer', detail: `${quoteValue(text)} is not a whole number` };
}
