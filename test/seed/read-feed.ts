import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import type { ConfigInput } from '../../core/config/schema.ts';

type SourceInput = ConfigInput['sources'][string];
export type FeedInput = SourceInput['feeds'][number];

/** Texts of one row by file column, or null when the row could not be taken apart. */
export type RawRow = ReadonlyMap<string, string> | null;

/** A quoted or a bare field and what ends it, as RFC 4180 has them. */
function fieldPattern(separator: string): RegExp {
  return new RegExp(`(?:"((?:[^"]|"")*)"|([^${separator}\\r\\n]*))(${separator}|\\r?\\n)`, 'gy');
}

export function parseSeparated(text: string, separator: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, bare = '', end] of text.matchAll(fieldPattern(separator))) {
    row.push(quoted === undefined ? bare : quoted.replaceAll('""', '"'));
    if (end === separator) continue;
    rows.push(row);
    row = [];
  }
  return rows;
}

function readCsv(text: string, separator: string): RawRow[] {
  const [header = [], ...rows] = parseSeparated(text.replace(/^\uFEFF/, ''), separator);
  return rows.map((row) =>
    row.length === header.length ? new Map(header.map((column, at) => [column, row[at] ?? ''])) : null,
  );
}

function readJsonLine(line: string): RawRow {
  try {
    const parsed: unknown = JSON.parse(line);
    if (typeof parsed !== 'object' || parsed === null) return null;
    return new Map(Object.entries(parsed).map(([key, value]) => [key, value === null ? '' : String(value)]));
  } catch {
    return null;
  }
}

/** All rows of a feed in file and row order. */
export function readFeed(source: SourceInput, feed: FeedInput, directory: string): RawRow[] {
  const format = feed.format ?? source.format ?? { type: 'csv' };
  const pattern = new RegExp(`^${String(feed.files).replace('.', '\\.').replace('*', '.*')}$`);
  const names = readdirSync(directory).filter((name) => pattern.test(name));
  return names.sort().flatMap((name) => {
    const text = readFileSync(join(directory, name), 'utf8');
    if (format.type === 'csv') return readCsv(text, format.separator ?? ',');
    return text.trimEnd().split('\n').map(readJsonLine);
  });
}
