import { describe, expect, test } from 'vitest';
import { translateGenerated } from '../dwh/duckdb/translate/translate-generated.ts';
import { formatFinding } from '../dwh/tsql/finding.ts';
import { readGolden } from './golden-files/folder.ts';
import { goldenDml, goldenFiles } from './golden-files/golden-files.ts';
import { lintPortable } from './tsql/lint-portable.ts';

const HOW_TO_UPDATE = 'The generated SQL has changed. If that is meant, run "npm run golden" and read the diff.';

const golden = await readGolden();
const statements = goldenDml().flatMap(({ path, statements }) =>
  statements.map(({ name, sql }) => [`${path}: ${name}`, sql] as const),
);

test.each(goldenFiles().map(({ path, text }) => [path, text] as const))('%s is as it was approved', (path, text) => {
  expect(text, HOW_TO_UPDATE).toBe(golden.get(path) ?? '');
});

test('there is no golden file of something that is not generated any more', () => {
  expect([...golden.keys()].toSorted(), HOW_TO_UPDATE).toEqual(
    goldenFiles()
      .map(({ path }) => path)
      .toSorted(),
  );
});

test('the statements of a file have names of their own, so that errors and plans are clear', () => {
  for (const file of goldenDml()) {
    const names = file.statements.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) < index)).toEqual([]);
  }
});

/** Say which complete file a statement is about. */
const OF_FILES = ['batch_id', 'source_id', 'as_of', 'from_utc'];
const OF_PARTS = ['first', 'last', 'part_size'];

describe('what is generated is portable', () => {
  test.each(statements)('%s', (name, sql) => {
    expect(translateGenerated(sql).sql).not.toBe('');
    const others = name.startsWith('dml/complete/') ? OF_FILES : ['since'];
    const allowed = ['run_id', ...OF_PARTS, ...others];
    expect(translateGenerated(sql).parameters.filter((parameter) => !allowed.includes(parameter))).toEqual([]);
  });

  test.each(statements.filter(([, sql]) => /^(SELECT|WITH(?![\s\S]*INSERT))/.test(sql)))(
    '%s passes the linter',
    (name, sql) => {
      expect(lintPortable(sql, { file: name }).map(formatFinding)).toEqual([]);
    },
  );
});
