import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { loadConfig } from '../../core/config/load-config.ts';
import { resolveFeeds } from '../../etl/feeds.ts';
import { type CodeBlock, readPage } from './pages.ts';

const folder = mkdtempSync(join(tmpdir(), 'storehouse-docs-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** An excerpt becomes the configuration around it. */
function wholeConfig({ info, text }: CodeBlock): string {
  const feed = `{ kind: 'files', directory: '.', feeds: [${text}] }`;
  const source = info === 'ts feed' ? feed : text;
  if (info === 'ts config') return text.replace(/^import .*\n/, 'const defineConfig = (config) => config;\n');
  return `export default { sources: { example: ${source} } };`;
}

const examples = readPage('docs/configuration.md').blocks.filter((block) => block.info.startsWith('ts'));

test('docs/configuration.md has examples of every kind', () => {
  expect(new Set(examples.map((block) => block.info))).toEqual(new Set(['ts config', 'ts source', 'ts feed']));
});

test.each(examples.map((block, index) => [index + 1, block] as const))(
  'example %i of docs/configuration.md is a configuration that feeds accept',
  async (index, block) => {
    const file = join(folder, `example-${index}.mjs`);
    writeFileSync(file, wholeConfig(block));
    const { config } = await loadConfig(file);
    expect(resolveFeeds(config).length).toBeGreaterThan(0);
  },
);
