import { describe, expect, it } from 'vitest';
import { printable, renderTable } from '../../cli/render-table.ts';
import type { Cell, ResultSet } from '../../core/ports/warehouse.ts';

function table(columns: readonly (readonly [string, string])[], ...rows: readonly (readonly Cell[])[]): ResultSet {
  return { columns: columns.map(([name, type]) => ({ name, type })), rows };
}

const lines = (...text: readonly string[]): string => text.join('\n');

describe('a table', () => {
  it('puts numbers to the right and texts to the left', () => {
    const result = table(
      [
        ['city', 'nvarchar'],
        ['orders', 'bigint'],
        ['revenue', 'decimal'],
      ],
      ['Ulm', 7, '7.5000'],
      ['Stuttgart', 12345, '-880548.2700'],
      [null, null, null],
    );
    expect(renderTable(result)).toBe(
      lines(
        'city       orders       revenue',
        '---------  ------  ------------',
        'Ulm             7        7.5000',
        'Stuttgart   12345  -880548.2700',
        '',
      ),
    );
  });

  it('shows its header when it has no rows', () => {
    expect(renderTable(table([['order_id', 'nvarchar']]))).toBe(lines('order_id', '--------'));
  });

  it('keeps each row on one line and shortens long texts', () => {
    const result = table([['note', 'nvarchar']], ['a\r\nb\tc'], ['x'.repeat(61)]);
    expect(renderTable(result).split('\n').slice(2)).toEqual(['a b c', `${'x'.repeat(59)}…`]);
  });

  it('gives East Asian texts and emoji the two columns that they take', () => {
    const result = table(
      [
        ['name', 'nvarchar'],
        ['n', 'int'],
      ],
      ['東京', 1],
      ['Zürich', 2],
      ['Zu\u0308rich', 3],
      ['😀', 4],
    );
    expect(renderTable(result).split('\n').slice(2)).toEqual([
      '東京    1',
      'Zürich  2',
      'Zu\u0308rich  3',
      '😀      4',
    ]);
  });

  it('puts columns that do not fit below, beside the first one again', () => {
    const result = table(
      [
        ['entity', 'nvarchar'],
        ['read', 'bigint'],
        ['inserted', 'bigint'],
        ['updated', 'bigint'],
      ],
      ['order', 5, 4, 1],
    );
    expect(renderTable(result, 24)).toBe(
      lines(
        'entity  read  inserted',
        '------  ----  --------',
        'order      5         4',
        '',
        'entity  updated',
        '------  -------',
        'order         1',
      ),
    );
    for (const line of renderTable(result, 24).split('\n')) expect(line.length).toBeLessThanOrEqual(24);
  });

  it('never lets data control the terminal', () => {
    expect(printable('\x1b[2J\x1b]0;title\x07ok\x9b')).toBe('\uFFFD[2J\uFFFD]0;title\uFFFDok\uFFFD');
  });
});
