import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { InvariantError } from '../../core/errors.ts';
import { readChecks, readViews } from '../../dwh/load/sql-files.ts';
import { lintPortable } from '../tsql/lint-portable.ts';
import { lintStyle } from '../tsql/lint-style.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sql-files-'));
  for (const name of ['mart', 'checks']) mkdirSync(join(folder, name));
});
afterEach(() => rmSync(folder, { recursive: true }));

const write = (file: string, ...lines: readonly string[]) => writeFileSync(join(folder, file), lines.join('\n'));
const place = () => pathToFileURL(`${folder}/`);

const writeView = (name: string, sql: string) =>
  write(
    `mart/mart.${name}.sql`,
    ...[`-- mart.${name}`, '-- Purpose: p', '-- Grain: g', '-- Figure f: d', '-- Column a: c', sql, ''],
  );

function problemsOf(read: () => unknown): readonly string[] {
  try {
    read();
  } catch (error) {
    if (error instanceof InvariantError) return error.message.split('\n');
    throw error;
  }
  return [];
}

test('A view is read with its header, continued lines joined, and without it in its SQL', () => {
  const header = [
    '-- mart.sales',
    '-- Purpose: What was',
    '--   sold.',
    '-- Grain: one row',
    '-- Figure sold: all: of it.',
  ];
  write('mart/mart.sales.sql', ...header, '-- Column amount: Money.', 'SELECT 1 AS amount', '-- kept', '');
  expect(readViews(place())).toEqual([
    {
      name: 'sales',
      file: 'dwh/sql/mart/mart.sales.sql',
      sql: 'SELECT 1 AS amount\n-- kept',
      purpose: 'What was sold.',
      grain: 'one row',
      figures: [{ name: 'sold', description: 'all: of it.' }],
      columns: [{ name: 'amount', description: 'Money.' }],
      dependsOn: [],
    },
  ]);
});

test('A file with Windows line ends and a byte order mark is read as the same text', () => {
  const lines = [
    '\uFEFF-- mart.a',
    '-- Purpose: p',
    '-- Grain: g',
    '-- Figure f: d',
    '-- Column a: c',
    'SELECT 1',
    '  AS a',
    '',
  ];
  writeFileSync(join(folder, 'mart/mart.a.sql'), lines.join('\r\n'));
  expect(readViews(place())[0]?.sql).toBe('SELECT 1\n  AS a');
});

test('Views come in deploy order, by name where the order is free', () => {
  writeView('a', 'SELECT v.a FROM mart.c AS v INNER JOIN MART.B AS w ON w.a = v.a');
  writeView('b', "SELECT 1 AS a -- not mart.a\nWHERE 'mart.a' <> 'it''s mart.a'");
  writeView('c', 'SELECT v.a FROM mart.d AS v');
  writeView('d', 'SELECT 1 AS a');
  const views = readViews(place());
  expect(views.map(({ name }) => name)).toEqual(['b', 'd', 'c', 'a']);
  expect(views.map(({ dependsOn }) => dependsOn)).toEqual([[], [], ['d'], ['b', 'c']]);
});

test('Views that read each other, or one that is not there, are refused', () => {
  writeView('a', 'SELECT v.a FROM mart.b AS v');
  writeView('b', 'SELECT v.a FROM mart.a AS v');
  writeView('c', 'SELECT v.a FROM mart.gone AS v');
  const why = 'one of them is not there, or reads this view in turn.';
  expect(problemsOf(() => readViews(place()))).toEqual([
    `dwh/sql/mart/mart.a.sql:1: It reads mart.b: ${why}`,
    `dwh/sql/mart/mart.b.sql:1: It reads mart.a: ${why}`,
    `dwh/sql/mart/mart.c.sql:1: It reads mart.gone: ${why}`,
  ]);
});

test('All problems of all headers are reported together, with file and line', () => {
  const forms = '"-- Purpose: …", "-- Grain: …", "-- Figure <name>: …", "-- Column <name>: …"';
  write(
    'mart/mart.a.sql',
    '-- mart.b',
    '-- Purpose:',
    '-- Purpose: p',
    '-- Columns: x',
    '-- Column a: c',
    '--   ',
    'SELECT 1',
  );
  write(
    'mart/mart.z.sql',
    '-- mart.z',
    '-- Purpose: p',
    '-- Grain: g',
    '-- Figure f: d',
    '-- Column a: c',
    '-- Column a: c',
  );
  expect(problemsOf(() => readViews(place()))).toEqual([
    'dwh/sql/mart/mart.a.sql:1: The first line is not "-- mart.a".',
    `dwh/sql/mart/mart.a.sql:4: This is no header line: write ${forms}, or "--   …" to go on.`,
    `dwh/sql/mart/mart.a.sql:6: This is no header line: write ${forms}, or "--   …" to go on.`,
    'dwh/sql/mart/mart.a.sql:1: The header has no "-- Grain: …".',
    'dwh/sql/mart/mart.a.sql:3: Purpose stands here for the second time.',
    'dwh/sql/mart/mart.a.sql:2: Purpose has no text.',
    'dwh/sql/mart/mart.a.sql:1: The header defines no figure: write "-- Figure <name>: …".',
    'dwh/sql/mart/mart.z.sql:6: Column a stands here for the second time.',
    'dwh/sql/mart/mart.z.sql:6: There is no SELECT below the header.',
  ]);
});

test('A check with an unknown severity or entity is refused', () => {
  write('checks/a.sql', '-- a', '-- Severity: loud', '-- Entity: ordr', '-- Title: t', '-- Meaning: m', 'SELECT 1');
  const entities =
    'geography, customer, profile, seller, product, order, order_item, payment, review, inventory, support_ticket, all';
  expect(problemsOf(() => readChecks(place()))).toEqual([
    'dwh/sql/checks/a.sql:2: There is no severity "loud": write report or stop.',
    `dwh/sql/checks/a.sql:3: There is no entity "ordr": write one of ${entities}.`,
  ]);
});

test('A check with WITH is refused, for it is counted as a derived table', () => {
  const header = ['-- a', '-- Severity: stop', '-- Entity: all', '-- Title: t', '-- Meaning: m'];
  write('checks/a.sql', ...header, 'WITH b AS (SELECT 1 AS c)', 'SELECT b.c FROM b');
  expect(problemsOf(() => readChecks(place()))).toEqual([
    'dwh/sql/checks/a.sql:1: A check starts with SELECT: T-SQL has no WITH in a FROM, where its rows are counted. Nest the query.',
  ]);
});

test('A check is read with its header', () => {
  write(
    'checks/a.sql',
    '-- a',
    '-- Severity: stop',
    '-- Entity: all',
    '-- Title: t',
    '-- Meaning: m',
    '--   n',
    'SELECT 1',
    '',
  );
  const expected = { severity: 'stop', entity: 'all', title: 't', meaning: 'm n', sql: 'SELECT 1' };
  expect(readChecks(place())).toEqual([{ name: 'a', file: 'dwh/sql/checks/a.sql', ...expected }]);
});

test.each([...readViews(), ...readChecks()].map(({ file }) => file))(
  '%s is portable, has its keywords in upper case and fits its lines',
  (file) => {
    const text = readFileSync(new URL(`../../${file}`, import.meta.url), 'utf8');
    expect([...lintPortable(text, { file }), ...lintStyle(text, { file })]).toEqual([]);
    expect(text.split('\n').filter((line) => line.length > 120)).toEqual([]);
  },
);

test('docs/figures.md speaks of every view', () => {
  const text = readFileSync(new URL('../../docs/figures.md', import.meta.url), 'utf8');
  expect(readViews().filter(({ name }) => !text.includes(`\`mart.${name}\``))).toEqual([]);
});
