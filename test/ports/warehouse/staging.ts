import { describe, expect, test } from 'vitest';
import type { Chunk } from '../../../core/chunk.ts';
import { sampleWarehouse } from './fixtures.ts';
import type { WarehouseEngine } from './place.ts';
import { chunkOf, numberedChunk, sampleTarget } from './sample-rows.ts';

/** All columns as the warehouse gives them, in row order. */
const SELECT = `SELECT batch_id, row_id, source_id, source_row, label, pieces, amount, on_date, at_utc
FROM stg.sample_row ORDER BY batch_id, row_id`;

/** 1900-01-01 and 2100-01-01, in days and milliseconds from 1970-01-01. */
const [DAYS_1900, DAYS_2100] = [-25_567, 47_482];
const [MS_1900, MS_2100] = [-2_208_988_800_000, 4_102_444_800_000];

/** Bulk loads. */
export function testStaging(engine: WarehouseEngine): void {
  describe('staging', () => {
    const opened = sampleWarehouse(engine);
    async function stage(batchId: number, chunks: readonly Chunk[]): Promise<void> {
      const writer = await opened().warehouse.openStaging(sampleTarget(batchId));
      for (const chunk of chunks) await writer.append(chunk);
      await writer.close();
    }

    test.each([
      ['nothing', [null, null, null, null, null], [null, null, null, null, null]],
      ['the start of 1970', ['', 0, '0', 0, 1], ['', 0, '0', '1970-01-01', '1970-01-01 00:00:00.001']],
      [
        '1900',
        ["it's", -1, '-0.5', DAYS_1900, MS_1900 + 7],
        ["it's", -1, '-0.5', '1900-01-01', '1900-01-01 00:00:00.007'],
      ],
      [
        'the millisecond before 1900',
        ['x', 1, '1', DAYS_1900 - 1, MS_1900 - 1],
        ['x', 1, '1', '1899-12-31', '1899-12-31 23:59:59.999'],
      ],
      [
        '2100',
        ['😀 漢字', 2_147_483_647, '1', DAYS_2100, MS_2100 + 257],
        ['😀 漢字', 2_147_483_647, '1', '2100-01-01', '2100-01-01 00:00:00.257'],
      ],
      [
        'a leap day',
        ['x', -2_147_483_648, '1', 19_782, 1_709_164_800_123],
        ['x', -2_147_483_648, '1', '2024-02-29', '2024-02-29 00:00:00.123'],
      ],
      [
        'a decimal too long for a number',
        ['x', 1, '123456789012345678901234567890.1234', 0, 1],
        ['x', 1, '123456789012345678901234567890.1234', '1970-01-01', '1970-01-01 00:00:00.001'],
      ],
      [
        'a long text',
        ['a'.repeat(300), 1, '1', 0, 1],
        ['a'.repeat(300), 1, '1', '1970-01-01', '1970-01-01 00:00:00.001'],
      ],
    ])('a staged row keeps %s', async (_, values, expected) => {
      await stage(4, [chunkOf([values], 3_000_000_000)]);
      const { rows } = await opened().warehouse.query(SELECT);
      expect(rows).toEqual([[4, 1, 9, 3_000_000_000, ...expected]]);
    });

    test('row ids are consecutive over the chunks of a batch and start again with the next', async () => {
      await stage(1, [numberedChunk(1, 2), numberedChunk(11, 1), numberedChunk(21, 2)]);
      await stage(2, [numberedChunk(31, 1)]);
      const result = await opened().warehouse.query(
        'SELECT batch_id, row_id, source_row, label FROM stg.sample_row ORDER BY batch_id, row_id',
      );
      expect(result.rows).toEqual([
        [1, 1, 1, 'row 1'],
        [1, 2, 2, 'row 2'],
        [1, 3, 11, 'row 11'],
        [1, 4, 21, 'row 21'],
        [1, 5, 22, 'row 22'],
        [2, 1, 31, 'row 31'],
      ]);
    });

    test('a batch without rows leaves nothing', async () => {
      await stage(1, []);
      await stage(2, [chunkOf([])]);
      expect((await opened().warehouse.query(SELECT)).rows).toEqual([]);
    });

    test('100,000 rows over chunks of many sizes arrive, each once and whole', async () => {
      const sizes = [1, 2047, 2048, 2049, 16_384, 16_384, 50_000, 11_087];
      let first = 1;
      const chunks = sizes.map((size) => {
        const chunk = numberedChunk(first, size);
        first += size;
        return chunk;
      });
      await stage(7, chunks);
      const result = await opened().warehouse.query(
        `SELECT COUNT(*) AS n, COUNT(DISTINCT row_id) AS ids, MIN(row_id) AS low, MAX(row_id) AS high, COUNT(label) AS labels,
  SUM(CAST(pieces AS bigint)) AS pieces, CAST(SUM(CAST(amount AS decimal(19, 4))) AS decimal(19, 4)) AS amounts,
  MAX(on_date) AS on_date, SUM(CASE WHEN row_id = source_row AND row_id = pieces THEN 0 ELSE 1 END) AS misplaced
FROM stg.sample_row
WHERE batch_id = 7`,
      );
      expect(result.rows).toEqual([
        [100_000, 100_000, 1, 100_000, 90_000, 5_000_050_000, '5000100000.0000', '1972-09-26', 0],
      ]);
    });
  });
}
