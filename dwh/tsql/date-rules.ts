import { type Finding, findingAt } from './finding.ts';
import { roleOf } from './roles.ts';
import { argumentsOf, keyAt, type Script, tokenAt } from './script.ts';

const LOOKS_LIKE_DATE = /^\d{4}-\d{1,2}-\d{1,2}/;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const DATE_TIME = /^\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2}(\.\d{1,3})?)?$/;
const DATE_FUNCTIONS: ReadonlySet<string> = new Set([
  'YEAR',
  'MONTH',
  'DAY',
  'EOMONTH',
  'DATEADD',
  'DATEDIFF',
  'DATEPART',
]);

const CAST_LITERAL = "write CAST('2024-01-31' AS date) or CAST('2024-01-31 12:00:00.000' AS datetime2(3)).";

/** Rules about date literals, for the token at `at`. */
export function checkDates(script: Script, at: number): readonly Finding[] {
  const token = tokenAt(script, at);
  if (token.kind === 'string') return checkLiteral(script, at, token.value);
  if (token.kind !== 'word' || !DATE_FUNCTIONS.has(token.key) || roleOf(script, at) !== 'function') return [];
  return argumentsOf(script, at + 1)
    .filter((span) => span.to === span.from + 1 && tokenAt(script, span.from).kind === 'string')
    .filter((span) => !LOOKS_LIKE_DATE.test(tokenAt(script, span.from).value))
    .map((span) => findingAt(script, span.from, 'date-literal', `A text where a date belongs: ${CAST_LITERAL}`));
}

function checkLiteral(script: Script, at: number, value: string): readonly Finding[] {
  const type = keyAt(script, at - 2) === 'CAST' && keyAt(script, at + 1) === 'AS' ? keyAt(script, at + 2) : '';
  if (type === 'NVARCHAR') return [];
  const isDate = type === 'DATE' || type === 'DATETIME2';
  if (!isDate && !LOOKS_LIKE_DATE.test(value)) return [];
  if ((type === 'DATE' && DATE.test(value)) || (type === 'DATETIME2' && DATE_TIME.test(value))) return [];
  const what = isDate ? 'A date in another form than ISO' : 'A date literal without a cast';
  return [findingAt(script, at, 'date-literal', `${what}: ${CAST_LITERAL}`)];
}
