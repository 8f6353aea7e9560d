import { describe, expect, it } from 'vitest';
import type { EntityContract } from '../../core/contract.ts';
import { InterruptedError, SourceFileMissingError } from '../../core/errors.ts';
import type { ExtractedChunk, Extraction, Feed, KnownUnit, ReadRequest, Source } from '../../core/ports/source.ts';
import { allChunks } from './all-chunks.ts';

/** What the suite's rows look like; the harness maps `id` and `amount` to fields of these names. */
export const suiteContract: EntityContract = {
  entity: 'thing',
  description: 'A row of the port suite.',
  key: ['id'],
  columns: [
    { name: 'id', type: 'text', maxLength: 20, description: 'Key.' },
    { name: 'amount', type: 'decimal', precision: 19, scale: 4, description: 'Exact number.' },
  ],
};

export type SuiteRow = readonly [id: string, amount: string];

/** A source with nothing in it yet. */
export interface SourceHarness {
  readonly source: Source;
  readonly feed: Feed;
  /** Makes or replaces a unit; units are read in the order of their names. */
  putUnit(name: string, rows: readonly SuiteRow[]): Promise<void>;
  removeUnit(name: string): Promise<void>;
  dispose(): Promise<void>;
}

const rowsOf = (prefix: string, count: number): readonly SuiteRow[] =>
  Array.from({ length: count }, (_, index): SuiteRow => [`${prefix}${index + 1}`, `${index + 1}.25`]);

function requestOf(harness: SourceHarness, more: Partial<ReadRequest> = {}): ReadRequest {
  return {
    feed: harness.feed,
    known: [],
    forms: [],
    full: false,
    nextSourceId: 1,
    reportingTimeZone: 'UTC',
    maxRows: 100,
    signal: new AbortController().signal,
    ...more,
  };
}

async function readAll(extraction: Extraction): Promise<readonly ExtractedChunk[]> {
  const chunks: ExtractedChunk[] = [];
  for await (const chunk of allChunks(extraction)) chunks.push(chunk);
  return chunks;
}

/** `sourceId:rowNumber:id` of every row. */
function identify(chunks: readonly ExtractedChunk[]): readonly string[] {
  return chunks.flatMap(({ chunk }) =>
    chunk.rowNumbers.map((rowNumber, row) => `${chunk.sourceId}:${rowNumber}:${chunk.columns[0]?.values[row]}`),
  );
}

const asKnown = (extraction: Extraction): readonly KnownUnit[] => extraction.units.map((unit) => ({ ...unit }));

/** The tests that every adapter of `Source` passes. */
export function sourceSuite(name: string, createHarness: () => Promise<SourceHarness>): void {
  const withHarness = (test: (harness: SourceHarness) => Promise<void>) => async () => {
    const harness = await createHarness();
    try {
      await test(harness);
    } finally {
      await harness.dispose();
    }
  };

  describe(`${name} as a Source`, () => {
    it(
      'yields every row once, in unit and row order, in chunks of at most maxRows',
      withHarness(async (harness) => {
        await harness.putUnit('b', rowsOf('b', 5));
        await harness.putUnit('a', rowsOf('a', 7));
        const extraction = await harness.source.prepare(requestOf(harness, { maxRows: 3, nextSourceId: 10 }));
        const chunks = await readAll(extraction);
        expect(extraction.units.map(({ sourceId }) => sourceId)).toEqual([10, 11]);
        expect(chunks.every(({ chunk }) => chunk.rowCount <= 3)).toBe(true);
        expect(identify(chunks)).toEqual([
          ...rowsOf('a', 7).map(([id], index) => `10:${index + 1}:${id}`),
          ...rowsOf('b', 5).map(([id], index) => `11:${index + 1}:${id}`),
        ]);
        for (const { chunk } of chunks) {
          expect(chunk.columns.map(({ values }) => values.length)).toEqual([chunk.rowCount, chunk.rowCount]);
        }
      }),
    );

    it(
      'keeps decimals exact',
      withHarness(async (harness) => {
        await harness.putUnit('a', [['x', '123456789012345.6789']]);
        const [first] = await readAll(await harness.source.prepare(requestOf(harness)));
        expect(first?.chunk.columns[1]).toEqual({ name: 'amount', type: 'decimal', values: ['123456789012345.6789'] });
      }),
    );

    it(
      'accounts for every row: let in, refused or blank',
      withHarness(async (harness) => {
        await harness.putUnit('a', [
          ['x', '1'],
          ['', ''],
          ['', '2'],
          ['y'.repeat(21), '3'],
          ['z', '4'],
        ]);
        const chunks = await readAll(await harness.source.prepare(requestOf(harness)));
        expect(identify(chunks)).toEqual(['1:1:x', '1:5:z']);
        expect(chunks.reduce((sum, { blankRows }) => sum + blankRows, 0)).toBe(1);
        const rejected = chunks.flatMap((chunk) => chunk.rejected);
        expect(rejected.map(({ rowNumber, problems }) => [rowNumber, problems[0]?.code])).toEqual([
          [3, 'required'],
          [4, 'too_long'],
        ]);
        expect(rejected[1]?.rawText).toContain('y'.repeat(21));
      }),
    );

    it(
      'does not read a known unit again, unless the request is full: then in ledger order before new ones',
      withHarness(async (harness) => {
        await harness.putUnit('b', rowsOf('b', 1));
        const first = asKnown(await harness.source.prepare(requestOf(harness)));
        await harness.putUnit('a', rowsOf('a', 1));
        const second = asKnown(await harness.source.prepare(requestOf(harness, { known: first, nextSourceId: 2 })));
        expect(second.map(({ sourceId }) => sourceId)).toEqual([2]);
        await harness.putUnit('0', rowsOf('0', 1));
        const known = [...second, ...first];
        const full = await harness.source.prepare(requestOf(harness, { known, full: true, nextSourceId: 3 }));
        expect(identify(await readAll(full))).toEqual(['1:1:b1', '2:1:a1', '3:1:01']);
      }),
    );

    it(
      'reads changed content of a known unit as a new version',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 1));
        const known = asKnown(await harness.source.prepare(requestOf(harness)));
        await harness.putUnit('a', rowsOf('c', 2));
        for (const full of [false, true]) {
          const changed = await harness.source.prepare(requestOf(harness, { known, full, nextSourceId: 2 }));
          expect(identify(await readAll(changed))).toEqual(['2:1:c1', '2:2:c2']);
        }
      }),
    );

    it(
      'skips content that it has under another name, with a note',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 2));
        await harness.putUnit('b', rowsOf('a', 2));
        const extraction = await harness.source.prepare(requestOf(harness));
        expect(extraction.units).toHaveLength(1);
        expect(extraction.skipped).toEqual([
          { path: expect.stringMatching(/^b/), note: expect.stringMatching(/^same content as a/) },
        ]);
      }),
    );

    it(
      'notes a known unit that is gone when everything is to be read',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 1));
        await harness.putUnit('b', rowsOf('b', 1));
        const known = asKnown(await harness.source.prepare(requestOf(harness)));
        await harness.removeUnit('a');
        const extraction = await harness.source.prepare(requestOf(harness, { known, full: true, nextSourceId: 3 }));
        expect(extraction.units.map(({ sourceId }) => sourceId)).toEqual([2]);
        expect(extraction.skipped).toEqual([
          { path: known[0]?.path, note: expect.stringContaining('is gone'), goneSourceId: 1 },
        ]);
      }),
    );

    it(
      'says so when there is nothing, unless the feed is optional',
      withHarness(async (harness) => {
        await expect(harness.source.prepare(requestOf(harness))).rejects.toThrow(SourceFileMissingError);
        const feed = { ...harness.feed, config: { ...harness.feed.config, optional: true } };
        const extraction = await harness.source.prepare(requestOf(harness, { feed }));
        expect([extraction.units, await readAll(extraction)]).toEqual([[], []]);
      }),
    );

    it(
      'stops when it is told to, and can be read again after',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 500));
        const controller = new AbortController();
        const extraction = await harness.source.prepare(requestOf(harness, { maxRows: 10, signal: controller.signal }));
        const read = async () => {
          for await (const _chunk of allChunks(extraction)) controller.abort();
        };
        await expect(read()).rejects.toThrow(InterruptedError);
        const again = await harness.source.prepare(requestOf(harness));
        expect(identify(await readAll(again))).toHaveLength(500);
      }),
    );

    it(
      'lets go of everything when its reader stops half-way',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 500));
        const extraction = await harness.source.prepare(requestOf(harness, { maxRows: 10 }));
        for await (const chunk of allChunks(extraction)) if (chunk.chunk.rowCount > 0) break;
        expect(identify(await readAll(await harness.source.prepare(requestOf(harness))))).toHaveLength(500);
      }),
    );

    it(
      'gives the chunks of a unit once',
      withHarness(async (harness) => {
        await harness.putUnit('a', rowsOf('a', 1));
        const extraction = await harness.source.prepare(requestOf(harness));
        await readAll(extraction);
        await expect(readAll(extraction)).rejects.toThrow('prepare another one');
      }),
    );

    it(
      'can be closed twice',
      withHarness(async (harness) => {
        await harness.source.close();
        await harness.source.close();
      }),
    );
  });
}
