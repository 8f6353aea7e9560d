import type { Copy, DateLookup, Derived } from './star.ts';

export const copy = (column: string): Copy => ({ kind: 'copy', column });
export const date = (column: string, from: string, description: string): DateLookup => ({
  kind: 'date',
  column,
  from,
  description,
});
export const days = (column: string, from: string, to: string, description: string): Derived => ({
  kind: 'derived',
  column,
  type: 'int',
  sql: `DATEDIFF(day, s.${from}, s.${to})`,
  description,
});

/** Counts how often the clock's minute changes, as both engines do: from 10:00:59 to 10:01:01 is one. */
export const minutes = (column: string, from: string, to: string, description: string): Derived => ({
  kind: 'derived',
  column,
  type: 'int',
  sql: `DATEDIFF(minute, s.${from}, s.${to})`,
  description,
});
