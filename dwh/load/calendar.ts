import type { RowSet, Session, Warehouse } from '../../core/ports/warehouse.ts';
import { dateTable } from '../model/date-dimension.ts';
import type { Fact } from '../model/star.ts';

const DAY_MS = 86_400_000;
const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

/**
 * ISO 8601 week: the one that holds the year's first Thursday is week 1, so a day's week is that of its Thursday.
 */
function isoWeek(day: Date, isoWeekday: number): { readonly week: number; readonly year: number } {
  const thursday = new Date(day.getTime() + (4 - isoWeekday) * DAY_MS);
  const year = thursday.getUTCFullYear();
  const dayOfYear = (thursday.getTime() - Date.UTC(year, 0, 1)) / DAY_MS;
  return { week: Math.floor(dayOfYear / 7) + 1, year };
}

function calendarRow(day: Date): readonly (string | number | boolean)[] {
  const [year, month, dayOfMonth] = [day.getUTCFullYear(), day.getUTCMonth() + 1, day.getUTCDate()];
  const weekday = day.getUTCDay() === 0 ? 7 : day.getUTCDay();
  const iso = isoWeek(day, weekday);
  const text = day.toISOString().slice(0, 10);
  return [
    year * 10_000 + month * 100 + dayOfMonth,
    text,
    year,
    Math.ceil(month / 3),
    month,
    MONTHS[month - 1] ?? '',
    `${text.slice(0, 8)}01`,
    dayOfMonth,
    weekday,
    WEEKDAYS[weekday - 1] ?? '',
    weekday >= 6,
    iso.week,
    iso.year,
  ];
}

/** Rows of `dim.date` for one year. */
export function calendarYear(year: number): RowSet {
  const rows: (readonly (string | number | boolean)[])[] = [];
  const end = Date.UTC(year + 1, 0, 1);
  for (let day = Date.UTC(year, 0, 1); day < end; day += DAY_MS) rows.push(calendarRow(new Date(day)));
  return { columns: dateTable.columns.map((column) => column.name), rows };
}

/** First and last year of the staged dates that the fact turns into keys; null when there is none. */
async function stagedYears(session: Session, fact: Fact): Promise<readonly [number, number] | null> {
  const dates = fact.columns.filter((column) => column.kind === 'date').map((column) => column.from);
  if (dates.length === 0) return null;
  const bounds = dates.flatMap((name) => [`MIN(YEAR(${name}))`, `MAX(YEAR(${name}))`]);
  const columns = bounds.map((bound, index) => `${bound} AS bound_${index}`).join(', ');
  const result = await session.query(`SELECT ${columns} FROM stg.${fact.entity}_row`);
  const years = (result.rows[0] ?? []).filter((value) => typeof value === 'number');
  return years.length === 0 ? null : [Math.min(...years), Math.max(...years)];
}

/** Extends `dim.date` by whole years, without gaps, until it covers every staged date of the fact. */
export async function extendCalendar(warehouse: Warehouse, session: Session, fact: Fact): Promise<void> {
  const needed = await stagedYears(session, fact);
  if (needed === null) return;
  const present = await session.query(
    'SELECT MIN(year_number) AS first_year, MAX(year_number) AS last_year FROM dim.date WHERE date_key > 0',
  );
  const [first, last] = present.rows[0] ?? [];
  const isEmpty = typeof first !== 'number' || typeof last !== 'number';
  const from = isEmpty ? needed[0] : Math.min(first, needed[0]);
  const to = isEmpty ? needed[1] : Math.max(last, needed[1]);
  for (let year = from; year <= to; year++) {
    const isThere = !isEmpty && year >= first && year <= last;
    if (!isThere) await warehouse.insertRows(session, 'dim.date', calendarYear(year));
  }
}
