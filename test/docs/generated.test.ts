import { expect, test } from 'vitest';
import { generatedPages } from '../../docs/generate/generated-pages.ts';
import { replaceBetweenMarkers } from '../../docs/generate/markers.ts';

const pages = await generatedPages();

test.each(pages.map((page) => [page.file, page] as const))('%s is as the sources say', (file, page) => {
  expect(page.present, `${file} is out of date: run "npm run docs"`).toBe(page.wanted);
});

test('a page keeps what stands around the markers', () => {
  const page = 'before\n<!-- generated: x -->\nold\n<!-- end of x -->\nafter';
  const wanted = 'before\n<!-- generated: x -->\n\nnew\n\n<!-- end of x -->\nafter';
  expect(replaceBetweenMarkers(page, 'x', 'new\n')).toBe(wanted);
});

test.each([
  ['no markers', 'text'],
  ['no end', '<!-- generated: x -->'],
  ['the end first', '<!-- end of x --><!-- generated: x -->'],
  ['two of them', '<!-- generated: x --><!-- end of x --><!-- generated: x --><!-- end of x -->'],
])('a page with %s is refused', (_, page) => {
  expect(() => replaceBetweenMarkers(page, 'x', 'new')).toThrow(/each once/);
});
