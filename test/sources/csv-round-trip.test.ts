import { describe, expect, it } from 'vitest';
import { FileFixture, readContents } from './file-fixture.ts';

/** Mulberry32: the same numbers for a seed on every machine. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32) * below);
  };
}

const pieces = [
  '"',
  '""',
  ';',
  '\n',
  '\r\n',
  '\r',
  'x',
  'ä',
  '😀',
  "'",
  '\\',
  ' ',
  ',',
  '\t',
  '0',
  '\u2028',
  'null',
  '#',
];

function randomText(random: (below: number) => number): string {
  const middle = Array.from({ length: random(8) }, () => pieces[random(pieces.length)]).join('');
  // Letters at both ends, so that trimming at the edge changes nothing and no row is blank.
  return `<${middle}>`;
}

/** Quotes what RFC 4180 says must be quoted, and at random what need not be. */
function writeField(text: string, random: (below: number) => number): string {
  const mustQuote = /[";\n\r]/.test(text);
  return mustQuote || random(3) === 0 ? `"${text.split('"').join('""')}"` : text;
}

describe('CSV of random nasty content', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('comes back as it was written (seed %i)', async (seed) => {
    const random = randomOf(seed);
    const rows = Array.from({ length: 3000 }, () => [randomText(random), randomText(random)]);
    const lineEnd = seed % 2 === 0 ? '\n' : '\r\n';
    const lines = [['a', 'b'], ...rows].map((row) => row.map((text) => writeField(text, random)).join(';'));
    await using fixture = await FileFixture.create();
    await fixture.write('x.csv', lines.join(lineEnd) + (seed % 3 === 0 ? '' : lineEnd));
    const contents = await readContents(await fixture.prepare({ maxRows: 1 + random(500) }));
    expect(contents.rejected).toEqual([]);
    expect(contents.blankRows).toBe(0);
    expect(contents.rows).toEqual(rows.map(([a, b], index) => `${index + 1} ${a}|${b}`));
  });

  it.each([11, 12, 13, 14])(
    'keeps every character of broken files in a row or a refused row (seed %i)',
    async (seed) => {
      const random = randomOf(seed);
      const lines = Array.from({ length: 2000 }, (_, index) =>
        // Marks tell which lines came through; every third line is damaged somehow.
        index % 3 === 0
          ? `mark${index};${randomText(random).replaceAll(/[\r\n]/g, ' ')}${random(2) ? ';' : ''}`
          : `mark${index};fine`,
      );
      await using fixture = await FileFixture.create();
      await fixture.write('x.csv', `a;b\n${lines.join('\n')}\n`);
      const { rows, rejected } = await readContents(await fixture.prepare());
      const seen = [...rows, ...rejected].flatMap((row) => row.match(/mark\d+/g) ?? []);
      expect(seen.sort()).toEqual(lines.map((_line, index) => `mark${index}`).sort());
      const fine = rows.filter((row) => row.endsWith('|fine'));
      expect(fine.length).toBeGreaterThan(1320);
    },
  );
});
