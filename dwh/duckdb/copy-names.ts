import { parse } from 'node:path';

/** 2026-11-21 17:45:12.345 as `20261121T174512345Z`: sorts by time, and no file system minds any of it. */
const INSTANT = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)(\d{3})Z$/;
const EXTENSION = '.duckdb';

/** The folder beside a warehouse file that holds its read copies. */
export function copyFolder(file: string): string {
  return `${file}.copies`;
}

/** `warehouse_20261121T174512345Z.duckdb`: DuckDB calls a database after its file, and this name needs no quotes. */
export function copyName(file: string, takenAt: Date): string {
  return `${parse(file).name}_${takenAt.toISOString().replace(/[-:.]/g, '')}${EXTENSION}`;
}

/** When a copy of `file` that is called `name` was taken; null for any other file. */
export function takenAtOf(file: string, name: string): Date | null {
  const start = `${parse(file).name}_`;
  if (!name.startsWith(start) || !name.endsWith(EXTENSION)) return null;
  const parts = INSTANT.exec(name.slice(start.length, -EXTENSION.length));
  if (parts === null) return null;
  const [, year, month, day, hour, minute, second, ms] = parts;
  const instant = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}.${ms}Z`);
  return Number.isNaN(instant.getTime()) ? null : instant;
}

/** What a copy is called while it is made. The number of the process tells whether it is still at work on it. */
export function partialName(name: string, pid: number): string {
  return `${name}.${pid}.partial`;
}

/** The process that makes, or made, a copy that is not whole; null for any other file. */
export function makerOf(name: string): number | null {
  const pid = /\.duckdb\.(\d+)\.partial$/.exec(name)?.[1];
  return pid === undefined ? null : Number(pid);
}
