import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { PROBLEM_CODES } from '../../core/chunk.ts';
import { EXIT_CODES } from '../../core/errors.ts';
import { readChecks } from '../../dwh/load/sql-files.ts';
import { ROOT, readPage, sectionOf, tableRows } from './pages.ts';

interface ErrorClass {
  readonly name: string;
  readonly base: string;
  readonly code: string | null;
  readonly exit: string | null;
}

const CLASS = /class (\w+Error) extends (\w+) \{([\s\S]*?)\n\}/g;

/** Error classes as they stand in the sources; a class that nobody listed would have no row. */
function errorClasses(): readonly ErrorClass[] {
  const exclude = ['node_modules/**', 'dist/**', 'test/**', 'demo/**'];
  const files = globSync('**/*.ts', { cwd: ROOT, exclude }).map((file) => join(ROOT, file));
  return files.flatMap((file) =>
    [...readFileSync(file, 'utf8').matchAll(CLASS)].map(([, name = '', base = '', body = '']) => ({
      name,
      base,
      code: /readonly code = '(\w+)'/.exec(body)?.[1] ?? null,
      exit: /readonly exit = '(\w+)'/.exec(body)?.[1] ?? null,
    })),
  );
}

const classes = errorClasses();

function exitCodeOf(error: ErrorClass): number | undefined {
  const base = classes.find((candidate) => candidate.name === error.base);
  const name = error.exit ?? base?.exit;
  return Object.entries(EXIT_CODES).find(([candidate]) => candidate === name)?.[1];
}

const page = readPage('docs/errors.md');

describe('docs/errors.md', () => {
  test('has a row for every error code, with its exit code and class, and no other', () => {
    const coded = classes.filter((error) => error.code !== null);
    const wanted = coded.map((error) => [error.code, String(exitCodeOf(error)), `\`${error.name}\``]);
    const rows = [...tableRows(sectionOf(page, 'Codes'))].map(([code, [exit, name]]) => [code, exit, name]);
    expect(rows.toSorted()).toEqual(wanted.toSorted());
  });

  test('has a row for every reason of the quarantine, and no other', () => {
    const rows = [...tableRows(sectionOf(page, 'Why a row is refused')).keys()];
    expect(rows).toEqual([...PROBLEM_CODES]);
  });

  test('has a row for every check, and no other', () => {
    const rows = [...tableRows(sectionOf(page, 'Checks')).keys()];
    expect(rows).toEqual(readChecks().map((check) => check.name));
  });
});

test('docs/operations.md has a row for every exit code, and no other', () => {
  const section = sectionOf(readPage('docs/operations.md'), 'Exit codes');
  const rows = [...section.matchAll(/^\| (\d+) +\|/gm)].map(([, code]) => Number(code));
  expect(rows).toEqual(Object.values(EXIT_CODES));
});
