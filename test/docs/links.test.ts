import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { ROOT, readPages } from './pages.ts';

const pages = readPages();

describe('links of the documentation', () => {
  test.each(pages.map((page) => [page.file, page] as const))(
    '%s links to files and headings that are there',
    (_, page) => {
      const broken = page.links.filter(({ file, anchor }) => {
        const target = pages.find((candidate) => candidate.file === file);
        if (target === undefined || anchor === null) return !existsSync(join(ROOT, file));
        return !target.anchors.has(anchor);
      });
      expect(broken).toEqual([]);
    },
  );

  test('every page of docs/ can be reached from the README', () => {
    const readme = pages.find((page) => page.file === 'README.md');
    const linked = new Set(readme?.links.map((link) => link.file));
    const lonely = pages.map((page) => page.file).filter((file) => file.startsWith('docs/') && !linked.has(file));
    expect(lonely).toEqual([]);
  });
});
