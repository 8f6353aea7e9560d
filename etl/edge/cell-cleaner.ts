import { trimWhiteSpace } from './trim-white-space.ts';

export interface CleaningRules {
  readonly nullMarkers: readonly string[];
  readonly values: Readonly<Record<string, string>>;
  readonly prefix: string;
}

/** Gives a field's text as it is to be typed; null means there is no value. */
export type CellCleaner = (cell: string | null | undefined) => string | null;

/**
 * Order: trim, `values`, null markers, `prefix`. A text that `values` replaces is not a null marker any more:
 * a column's own rule wins over the feed's. A replacement by the empty text means "no value".
 */
export function compileCellCleaner(rules: CleaningRules): CellCleaner {
  const markers = new Set(rules.nullMarkers.map(trimWhiteSpace));
  const values = new Map(Object.entries(rules.values).map(([from, to]) => [trimWhiteSpace(from), trimWhiteSpace(to)]));
  if (values.size === 0 && rules.prefix === '') return compileMarkerCleaner(markers);
  return (cell) => {
    if (cell === null || cell === undefined) return null;
    const trimmed = trimWhiteSpace(cell);
    const text = values.get(trimmed) ?? (markers.has(trimmed) ? '' : trimmed);
    return text === '' ? null : rules.prefix + text;
  };
}

/** The usual case has no set to look into: one marker or none. */
function compileMarkerCleaner(markers: ReadonlySet<string>): CellCleaner {
  const [marker = '', ...others] = markers;
  const isMarker = others.length > 0 ? (text: string) => markers.has(text) : (text: string) => text === marker;
  return (cell) => {
    if (cell === null || cell === undefined) return null;
    const text = trimWhiteSpace(cell);
    return text === '' || isMarker(text) ? null : text;
  };
}
