import type { ContractColumn } from '../../core/contract.ts';
import { compareDecimals } from './compare-decimals.ts';
import type { NumberReading } from './number-reading.ts';
import { type ParseFailure, quoteValue } from './parse-failure.ts';
import { compileThousandsRemover } from './thousands.ts';

const MINUS = 0x2d;
const PLUS = 0x2b;
const POINT = 0x2e;
const ZERO = 0x30;
const NINE = 0x39;

/** Digits of a decimal whose contract names none: the warehouse's money type. */
const DEFAULT_PRECISION = 19;
const DEFAULT_SCALE = 4;

/**
 * Gives the canonical text of `core/chunk.ts`: equal values have equal texts, so that 1.50 and 1.5 are duplicates.
 * The value never becomes a JavaScript number, which could not hold 19 digits.
 */
export function compileDecimalParser(
  column: Pick<ContractColumn, 'precision' | 'scale' | 'min' | 'max'>,
  reading: NumberReading,
): (text: string) => string | ParseFailure {
  const scale = column.scale ?? DEFAULT_SCALE;
  const maxWhole = (column.precision ?? DEFAULT_PRECISION) - scale;
  const point = reading.decimalSeparator.charCodeAt(0);
  const removeThousands = compileThousandsRemover(reading);
  const checkBounds = compileBounds(column.min, column.max);

  return (original) => {
    const text = removeThousands(original);
    const first = text.charCodeAt(0);
    const start = first === MINUS || first === PLUS ? 1 : 0;
    const wholeEnd = digitsEnd(text, start);
    const fractionEnd = endOfFraction(text, wholeEnd, point);
    if (fractionEnd !== text.length || fractionEnd === start) return notANumber(original);
    const keptEnd = fractionKeptTo(text, wholeEnd, fractionEnd);
    if (keptEnd > wholeEnd + 1 + scale) {
      return { code: 'too_precise', detail: `${quoteValue(original)} has more than ${scale} digits after the point` };
    }
    const wholeStart = zerosEnd(text, start, wholeEnd);
    if (wholeEnd - wholeStart > maxWhole) {
      return {
        code: 'out_of_range',
        detail: `${quoteValue(original)} has more than ${maxWhole} digits before the point`,
      };
    }
    const isCanonical = point === POINT && wholeStart === 0 && wholeEnd > 0 && keptEnd === text.length;
    return checkBounds(isCanonical ? text : canonicalText(text, first === MINUS, wholeStart, wholeEnd, keptEnd));
  };
}

function canonicalText(text: string, isMinus: boolean, wholeStart: number, wholeEnd: number, end: number): string {
  const whole = wholeStart === wholeEnd ? '0' : text.slice(wholeStart, wholeEnd);
  const digits = end > wholeEnd + 1 ? `${whole}.${text.slice(wholeEnd + 1, end)}` : whole;
  return isMinus && /[1-9]/.test(digits) ? `-${digits}` : digits;
}

function notANumber(text: string): ParseFailure {
  return { code: 'not_a_number', detail: `${quoteValue(text)} is not a decimal number` };
}

function digitsEnd(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code < ZERO || code > NINE) break;
    at++;
  }
  return at;
}

/** Where the number ends: behind the fraction if there is one. A point with nothing behind it is not a fraction. */
function endOfFraction(text: string, wholeEnd: number, point: number): number {
  if (wholeEnd === text.length || text.charCodeAt(wholeEnd) !== point) return wholeEnd;
  const end = digitsEnd(text, wholeEnd + 1);
  return end === wholeEnd + 1 ? wholeEnd : end;
}

function zerosEnd(text: string, from: number, to: number): number {
  let at = from;
  while (at < to && text.charCodeAt(at) === ZERO) at++;
  return at;
}

/** Zeros at the end of a fraction say nothing, nor does a point that only they follow. */
function fractionKeptTo(text: string, wholeEnd: number, fractionEnd: number): number {
  let end = fractionEnd;
  while (end > wholeEnd + 1 && text.charCodeAt(end - 1) === ZERO) end--;
  return end === wholeEnd + 1 ? wholeEnd : end;
}

function compileBounds(min: string | undefined, max: string | undefined): (value: string) => string | ParseFailure {
  if (min === undefined && max === undefined) return (value) => value;
  const isBelow = belowOf(min);
  const isAbove = aboveOf(max);
  return (value) => {
    if (isBelow(value)) return { code: 'out_of_range', detail: `${value} is below ${min}` };
    if (isAbove(value)) return { code: 'out_of_range', detail: `${value} is above ${max}` };
    return value;
  };
}

/** "Not negative" is by far the most frequent bound and needs no comparison of digits, nor do shorter texts. */
function belowOf(min: string | undefined): (value: string) => boolean {
  if (min === undefined) return () => false;
  if (min === '0') return isNegative;
  const mayBeBelow = isNegative(min)
    ? (value: string) => isNegative(value) && value.length >= wholeLength(min)
    : () => true;
  return (value) => mayBeBelow(value) && compareDecimals(value, min) < 0;
}

function aboveOf(max: string | undefined): (value: string) => boolean {
  if (max === undefined) return () => false;
  const shortest = isNegative(max) ? 0 : wholeLength(max);
  return (value) => value.length >= shortest && compareDecimals(value, max) > 0;
}

/** Characters before the point. */
function wholeLength(value: string): number {
  const [whole = ''] = value.split('.');
  return whole.length;
}

function isNegative(value: string): boolean {
  return value.charCodeAt(0) === MINUS;
}
