import type { ConfigInput } from '../../core/config/schema.ts';
import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import type { FeedInput, RawRow } from './read-feed.ts';

type SourceInput = ConfigInput['sources'][string];

/** Canonical text by contract column; instants are ISO in UTC. */
export type TypedRow = ReadonlyMap<string, string | null>;

/** What becomes of one input row before it is compared with others. */
export type RowVerdict =
  | { readonly kind: 'blank' }
  | { readonly kind: 'refused'; readonly codes: readonly string[] }
  | { readonly kind: 'typed'; readonly row: TypedRow };

const BERLIN = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin', dateStyle: 'short', timeStyle: 'medium' });

function isRealDate(iso: string): boolean {
  const time = Date.parse(`${iso}T00:00:00Z`);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(iso);
}

function toIsoDate(text: string, isGerman: boolean): string | null {
  const iso = isGerman ? text.replace(/^(\d\d)\.(\d\d)\.(\d{4})$/, '$3-$2-$1') : text;
  return /^\d{4}-\d\d-\d\d$/.test(iso) && isRealDate(iso) ? iso : null;
}

function toIsoTime(text: string, isGerman: boolean): string | null {
  const [day = '', clock = ''] = text.split(' ');
  const date = toIsoDate(day, isGerman);
  if (date === null || !/^\d\d:\d\d(:\d\d)?$/.test(clock)) return null;
  const local = `${date} ${clock}${isGerman ? ':00' : ''}`;
  if (!isGerman) return local;
  // Summer time first: of two instants with the same local time the earlier one is meant.
  for (const hours of [2, 1]) {
    const instant = Date.parse(`${local.replace(' ', 'T')}Z`) - hours * 3_600_000;
    if (BERLIN.format(instant) === local) return new Date(instant).toISOString().slice(0, 19).replace('T', ' ');
  }
  return null;
}

function toNumber(text: string, isGerman: boolean): string | null {
  const canonical = isGerman ? text.replace(/\.(?=\d{3})/g, '').replace(',', '.') : text;
  return /^-?\d+(\.\d+)?$/.test(canonical) ? canonical : null;
}

function typeNumber(column: ContractColumn, text: string, isGerman: boolean): string | { value: string } {
  const number = toNumber(text, isGerman);
  if (column.type === 'int' && (number === null || number.includes('.'))) return 'not_an_integer';
  if (number === null) return 'not_a_number';
  if ((number.split('.')[1] ?? '').length > (column.scale ?? 0)) return 'too_precise';
  const low = Number(column.min ?? '-Infinity');
  const high = Number(column.max ?? 'Infinity');
  return Number(number) < low || Number(number) > high ? 'out_of_range' : { value: number };
}

/** The canonical value, or the code of what is wrong. */
function typeText(column: ContractColumn, text: string, isGerman: boolean): string | { value: string } {
  if (column.type === 'text') return text.length > (column.maxLength ?? 9999) ? 'too_long' : { value: text };
  if (column.type === 'date') return wrap(toIsoDate(text, isGerman), 'not_a_date');
  if (column.type === 'datetime') return wrap(toIsoTime(text, isGerman), 'not_a_time');
  return typeNumber(column, text, isGerman);
}

function wrap(value: string | null, code: string): string | { value: string } {
  return value === null ? code : { value };
}

function clean(text: string, nullMarkers: readonly string[]): string {
  const trimmed = text.replace(/^[\s\u00A0]+|[\s\u00A0]+$/g, '');
  return nullMarkers.includes(trimmed) ? '' : trimmed;
}

function mappedText(
  mapping: FeedInput['columns'][string] | undefined,
  raw: ReadonlyMap<string, string>,
  nulls: readonly string[],
): string {
  if (mapping === undefined) return '';
  if (typeof mapping === 'string') return clean(raw.get(mapping) ?? '', nulls);
  if ('constant' in mapping) return mapping.constant;
  const text = clean(raw.get(mapping.column) ?? '', nulls);
  if (text === '') return '';
  return (mapping.prefix ?? '') + (mapping.values?.[text] ?? text);
}

function typeField(
  source: SourceInput,
  feed: FeedInput,
  column: ContractColumn,
  raw: ReadonlyMap<string, string>,
): string | { value: string } | null {
  const text = mappedText(feed.columns[column.name], raw, source.nullMarkers ?? []);
  if (text !== '') return typeText(column, text, source.timeZone === 'Europe/Berlin');
  return column.default === undefined ? null : { value: column.default };
}

export function typeRow(source: SourceInput, feed: FeedInput, contract: EntityContract, raw: RawRow): RowVerdict {
  if (raw === null) return { kind: 'refused', codes: ['malformed_row'] };
  if ([...raw.values()].every((text) => clean(text, []) === '')) return { kind: 'blank' };
  const row = new Map<string, string | null>();
  const codes: string[] = [];
  for (const column of contract.columns) {
    const result = typeField(source, feed, column, raw);
    const isRequired = column.required === true || contract.key.includes(column.name);
    if (typeof result === 'string') codes.push(result);
    else if (result === null && isRequired) codes.push('required');
    else row.set(column.name, result?.value ?? null);
  }
  return codes.length > 0 ? { kind: 'refused', codes } : { kind: 'typed', row };
}
