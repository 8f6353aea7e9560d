import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { formatViolation, RULES, readSources } from './layers/check-sources.ts';
import { parseSource } from './layers/source-file.ts';

const sources = readSources(join(import.meta.dirname, '..'));

describe('the sources keep to the house rules', () => {
  test.each(Object.entries(RULES))('%s', (_, rule) => {
    expect(rule(sources).map(formatViolation)).toEqual([]);
  });
});

/** All that the rules say of sources given as path and text. */
function check(...files: readonly (readonly [string, string])[]): readonly string[] {
  const given = files.map(([path, text]) => parseSource(path, text));
  return Object.values(RULES).flatMap((rule) => rule(given).map(formatViolation));
}

function lines(count: number): string {
  return 'f();\n'.repeat(count);
}

describe('what breaks a rule is reported with its place', () => {
  test.each([
    ['layer: core may not import dwh/model/model.ts.', 'core/a.ts', "import { model } from '../dwh/model/model.ts';"],
    ['layer: dwh/load may not import dwh/duckdb/types.ts.', 'dwh/load/a.ts', "import '../duckdb/types.ts';"],
    ['layer: dwh/duckdb may not import dwh/load/ready.ts.', 'dwh/duckdb/a.ts', "import '../load/ready.ts';"],
    ['layer: etl may not import etl/sources/files/b.ts.', 'etl/a.ts', "import './sources/files/b.ts';"],
    ['layer: cli may not import connect/b.ts.', 'cli/a.ts', "const b = await import('../connect/b.ts');"],
    ['layer: cli may not import main.ts.', 'cli/a.ts', "export { main } from '../main.ts';\nf();"],
    ['layer: seed may not import etl/b.ts.', 'seed/a.ts', "type B = import('../etl/b.ts').B;"],
    ['layer: This folder is not in the table of layers: add it to layer-table.ts.', 'utils/a.ts', 'f();'],
    [
      'driver: The driver mongodb is imported outside connect, dwh/duckdb, dwh/sqlserver, etl/sources, streaming/kafka, test, bench.',
      'core/a.ts',
      "import 'mongodb/lib/x.js';",
    ],
    [
      'driver: The driver @duckdb/node-api is imported outside connect, dwh/duckdb, dwh/sqlserver, etl/sources, streaming/kafka, test, bench.',
      'etl/a.ts',
      "import '@duckdb/node-api';",
    ],
    [
      'driver: The package lodash is neither a driver nor a library in layer-table.ts.',
      'core/a.ts',
      "import 'lodash';",
    ],
    ['driver: The package zod is for core only.', 'etl/a.ts', "import { z } from 'zod';"],
    ['barrel: The file only re-exports: import from where things live.', 'core/a.ts', "export * from './b.ts';"],
    [
      'barrel: The file only re-exports: import from where things live.',
      'core/a.ts',
      "import { b } from './b.ts';\nexport { b };",
    ],
    ['default-export: Export it by name.', 'core/a.ts', 'export default f;'],
    ['default-export: Export it by name.', 'core/a.ts', 'const a = 1;\nexport { a as default };', 2],
    ['file-length: The file has 401 lines, more than 400: split it by concept.', 'test/a.test.ts', lines(401), 401],
    ['function-length: The function has 51 lines, more than 50.', 'etl/a.ts', `f();\nfunction g() {\n${lines(49)}}`, 2],
    [
      'function-length: The function has 51 lines, more than 50.',
      'etl/a.ts',
      `class A {\n  m() {\n${lines(49)}}\n}`,
      2,
    ],
    ['function-length: The function has 51 lines, more than 50.', 'test/a.ts', `test('a', () => {\n${lines(49)}});`],
    ['type-escape: as: narrow the value instead.', 'core/a.ts', 'const a = b as string;'],
    ['type-escape: <T>x: narrow the value instead.', 'core/a.ts', 'const a = <string>b;'],
    ['type-escape: any: write unknown and look at the value.', 'test/a.ts', 'const a: any = 1;'],
    ['type-escape: x!: handle the missing value.', 'core/a.ts', 'f();\nconst a = b!.c;', 2],
    ['type-escape: x!: T: give it a value at once.', 'core/a.ts', 'let a!: string;'],
    ['type-escape: x!: T: give it a value at once.', 'core/a.ts', 'class A { b!: string; }'],
    ['silenced-compiler: @ts-ignore: mend the type.', 'core/a.ts', 'f();\n// @ts-ignore\ng();', 2],
    ['silenced-compiler: @ts-expect-error: mend the type.', 'core/a.ts', '/* @ts-expect-error */ g();'],
    ['environment: Only main.ts reads the environment: pass the value.', 'cli/a.ts', 'const a = process.env.HOME;'],
    ['environment: Only main.ts reads the environment: pass the value.', 'cli/a.ts', "const a = process['env'];"],
    ['environment: Only main.ts reads the environment: pass the value.', 'cli/a.ts', 'const { env } = process;'],
    [
      'environment: Only main.ts reads the environment: pass the value.',
      'cli/a.ts',
      "import { env } from 'node:process';",
    ],
    ['console: Write to the terminal or the logger that is passed in.', 'cli/a.ts', "console.log('a');"],
    ['console: Write to the terminal or the logger that is passed in.', 'test/a.ts', 'f(console);'],
  ])('%s', (message, path, text, line = 1) => {
    expect(check([path, text])).toEqual([`${path}:${line}: ${message}`]);
  });

  test('files that import each other are reported once, at the import that closes the circle', () => {
    const found = check(
      ['core/a.ts', "import type { B } from './b.ts';\nf();"],
      ['core/b.ts', "f();\nimport { c } from './c.ts';"],
      ['core/c.ts', "f();\nf();\nexport { a } from './a.ts';"],
    );
    const circle = 'core/a.ts → core/b.ts → core/c.ts → core/a.ts';
    expect(found).toEqual([`core/c.ts:3: cycle: Files import each other: ${circle}.`]);
  });
});

test.each([
  [
    'an engine sees the dialect and the subset',
    'dwh/duckdb/a.ts',
    "import type { D } from '../load/dialect.ts';\nimport '../tsql/lint.ts';",
  ],
  [
    'a source sees the edge and its driver',
    'etl/sources/files/a.ts',
    "import '../../edge/reading.ts';\nimport '@duckdb/node-api';",
  ],
  [
    'main.ts sees everything',
    'main.ts',
    "import './dwh/duckdb/a.ts';\nimport './etl/sources/files/a.ts';\nf(process.env);",
  ],
  [
    'a test sees everything',
    'test/a.test.ts',
    "import '../etl/sources/files/a.ts';\nimport 'vitest';\nf(process.env.A);",
  ],
  [
    'renaming and as const are not casts',
    'core/a.ts',
    "import { a as b } from 'node:fs';\nexport const c = ['@ts-ignore'] as const;",
  ],
  [
    'passing on one thing beside others is no barrel',
    'core/a.ts',
    "export type { B } from './b.ts';\nexport const a = 1;",
  ],
  ['a property may be called console', 'core/a.ts', 'export const a = { console: 1 } satisfies B;\nf(a.console);'],
  [
    'a configuration has a default export and an environment',
    'examples/a/a.config.ts',
    "import { d } from '#storehouse';\nexport default d(process.env);",
  ],
  ['what describe is given is no function', 'test/a.test.ts', `describe.skipIf(a)('b', () => {\n${lines(60)}});`],
  ['a suite of tests is no function', 'test/a.ts', `function g() {\n  describe('b', () => {\n${lines(60)}});\n}`],
  ['a function has 50 lines', 'etl/a.ts', `function g() {\n${lines(48)}}`],
  ['a file has 400 lines', 'core/a.ts', lines(400)],
  ['a bench has a console', 'bench/a.ts', "console.log('a');"],
])('it is fine that %s', (_, path, text) => {
  expect(check([path, text])).toEqual([]);
});
