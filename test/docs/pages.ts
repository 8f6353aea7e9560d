import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface CodeBlock {
  /** What stands behind the opening fence, e.g. `ts feed`. */
  readonly info: string;
  readonly text: string;
}

export interface Link {
  /** File from the root, without the anchor; the page itself for a bare anchor. */
  readonly file: string;
  readonly anchor: string | null;
}

/** A page of the documentation. */
export interface Page {
  /** From the root. */
  readonly file: string;
  readonly text: string;
  readonly blocks: readonly CodeBlock[];
  /** Outside code blocks, relative ones only. */
  readonly links: readonly Link[];
  /** As GitHub makes them from headings. */
  readonly anchors: ReadonlySet<string>;
}

const FENCED = /^```([^\n]*)\n([\s\S]*?)^```$/gm;

/** The README, `docs/` and the examples' pages. */
export function readPages(): readonly Page[] {
  const docs = readdirSync(join(ROOT, 'docs')).filter((name) => name.endsWith('.md'));
  const examples = readdirSync(join(ROOT, 'examples')).map((name) => `examples/${name}/README.md`);
  const files = ['README.md', ...docs.map((name) => `docs/${name}`), ...examples];
  return files.filter((file) => existsSync(join(ROOT, file))).map(readPage);
}

export function readPage(file: string): Page {
  const text = readFileSync(join(ROOT, file), 'utf8').replaceAll('\r\n', '\n');
  const prose = text.replace(FENCED, '');
  return {
    file,
    text,
    blocks: [...text.matchAll(FENCED)].map(([, info = '', body = '']) => ({ info, text: body })),
    links: [...prose.matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, target = '']) => linkTo(file, target)),
    anchors: new Set([...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading))),
  };
}

function linkTo(from: string, target: string): readonly Link[] {
  if (/^[a-z]+:/.test(target)) return [];
  const [path = '', anchor] = target.split('#');
  const file = path === '' ? from : join(dirname(from), path).replaceAll('\\', '/');
  return [{ file, anchor: anchor ?? null }];
}

function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{Letter}\p{Number} _-]/gu, '')
    .replaceAll(' ', '-');
}

/** Rows of the page's tables whose first cell is one `code`, by it. */
export function tableRows(text: string): ReadonlyMap<string, readonly string[]> {
  const lines = text.split('\n').filter((line) => /^\| `[^`]+` +\|/.test(line));
  const rows = lines.map((line) =>
    line
      .slice(2, -2)
      .split(' | ')
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map(([first = '', ...cells]) => [first.replaceAll('`', ''), cells]));
}

/** The text between a heading of the second level and the next one. */
export function sectionOf(page: Page, heading: string): string {
  const [, section = ''] = `${page.text}\n## `.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0] ?? '';
}
