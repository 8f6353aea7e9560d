import { daysSinceEpoch, isRealDate } from './calendar.ts';
import type { DateFormat } from './date-format.ts';
import { type ParseFailure, quoteValue } from './parse-failure.ts';
import { twoDigits } from './two-digits.ts';

const FIRST_YEAR = 1900;
const LAST_YEAR = 2100;

/** `readDays` when the text does not fit the format or the calendar. */
export const NOT_A_DATE = Number.NEGATIVE_INFINITY;
/** `readDays` when the year is a real one outside 1900 to 2100, which are nearly always typing errors. */
export const YEAR_OUT_OF_RANGE = Number.POSITIVE_INFINITY;

export function compileDateParser(format: DateFormat): (text: string) => number | ParseFailure {
  return (text) => {
    const days = text.length === format.length ? readDays(text, format) : NOT_A_DATE;
    if (days === NOT_A_DATE) {
      return { code: 'not_a_date', detail: `${quoteValue(text)} is not a date written as ${format.text}` };
    }
    return days === YEAR_OUT_OF_RANGE ? yearOutOfRange(text) : days;
  };
}

export function yearOutOfRange(text: string): ParseFailure {
  return { code: 'out_of_range', detail: `${quoteValue(text)} is not between ${FIRST_YEAR} and ${LAST_YEAR}` };
}

/** Days since 1970-01-01 of the date part, or one of the two constants above. Checks the literals of the whole format. */
export function readDays(text: string, format: DateFormat): number {
  for (const literal of format.literals) {
    if (text.charCodeAt(literal.at) !== literal.code) return NOT_A_DATE;
  }
  const year = twoDigits(text, format.yearAt) * 100 + twoDigits(text, format.yearAt + 2);
  const month = twoDigits(text, format.monthAt);
  const day = twoDigits(text, format.dayAt);
  if (!isRealDate(year, month, day)) return NOT_A_DATE;
  return year < FIRST_YEAR || year > LAST_YEAR ? YEAR_OUT_OF_RANGE : daysSinceEpoch(year, month, day);
}
