import type { FeedConfig } from '../../core/config/schema.ts';

/** How the text of fields is read, as far as the configuration says so. */
export type ReadingOptions = Pick<
  FeedConfig,
  | 'nullMarkers'
  | 'decimalSeparator'
  | 'thousandsSeparator'
  | 'dateFormat'
  | 'datetimeFormat'
  | 'timeZone'
  | 'ambiguousTime'
  | 'missingTime'
>;

/** Every option decided. */
export interface Reading {
  readonly nullMarkers: readonly string[];
  readonly decimalSeparator: string;
  readonly thousandsSeparator: string | null;
  readonly dateFormat: string;
  readonly datetimeFormat: string;
  readonly timeZone: string;
  readonly ambiguousTime: 'earlier' | 'later' | 'quarantine';
  readonly missingTime: 'forward' | 'quarantine';
}

/** Also how constants and defaults are written, whatever the file's own format is. */
export const defaultReading: Reading = {
  nullMarkers: [],
  decimalSeparator: '.',
  thousandsSeparator: null,
  dateFormat: 'yyyy-MM-dd',
  datetimeFormat: 'yyyy-MM-dd HH:mm:ss',
  timeZone: 'UTC',
  ambiguousTime: 'earlier',
  missingTime: 'forward',
};

/** The options of `nearer` where it has them, else those of `farther`. */
export function mergeReading(nearer: ReadingOptions, farther: ReadingOptions): ReadingOptions {
  return {
    nullMarkers: nearer.nullMarkers ?? farther.nullMarkers,
    decimalSeparator: nearer.decimalSeparator ?? farther.decimalSeparator,
    thousandsSeparator: nearer.thousandsSeparator ?? farther.thousandsSeparator,
    dateFormat: nearer.dateFormat ?? farther.dateFormat,
    datetimeFormat: nearer.datetimeFormat ?? farther.datetimeFormat,
    timeZone: nearer.timeZone ?? farther.timeZone,
    ambiguousTime: nearer.ambiguousTime ?? farther.ambiguousTime,
    missingTime: nearer.missingTime ?? farther.missingTime,
  };
}

export function completeReading(options: ReadingOptions): Reading {
  return {
    nullMarkers: options.nullMarkers ?? defaultReading.nullMarkers,
    decimalSeparator: options.decimalSeparator ?? defaultReading.decimalSeparator,
    thousandsSeparator: options.thousandsSeparator ?? defaultReading.thousandsSeparator,
    dateFormat: options.dateFormat ?? defaultReading.dateFormat,
    datetimeFormat: options.datetimeFormat ?? defaultReading.datetimeFormat,
    timeZone: options.timeZone ?? defaultReading.timeZone,
    ambiguousTime: options.ambiguousTime ?? defaultReading.ambiguousTime,
    missingTime: options.missingTime ?? defaultReading.missingTime,
  };
}
