import { expect, test } from 'vitest';
import { readPage } from './pages.ts';

const NODE = String.raw`\w+(?:\["[^"]+"\]|\{"[^"]+"\})?`;
const EDGE = new RegExp(String.raw`^  (${NODE}) -->(?:\|"[^"]+"\|)? (${NODE})$`);

const diagrams = readPage('docs/architecture.md').blocks.filter((block) => block.info === 'mermaid');

test('docs/architecture.md has a diagram', () => {
  expect(diagrams).toHaveLength(1);
});

test('every line of the diagram is an edge that Mermaid reads, and every box has a text', () => {
  const [head, ...lines] = (diagrams[0]?.text ?? '').trimEnd().split('\n');
  expect(head).toBe('flowchart TD');
  expect(lines.filter((line) => !EDGE.test(line))).toEqual([]);
  const ends = lines.flatMap((line) => EDGE.exec(line)?.slice(1, 3) ?? []);
  const nameOf = (end: string) => /^\w+/.exec(end)?.[0];
  const titled = new Set(ends.filter((end) => /[[{]/.test(end)).map(nameOf));
  expect(ends.filter((end) => !titled.has(nameOf(end)))).toEqual([]);
});
