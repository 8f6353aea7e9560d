import { z } from 'zod';
import type { BenchRun } from './bench-run.ts';
import { WIDTHS } from './bulk-shape.ts';
import { formatCount, formatSpread, formatTable, spreadOf } from './figures.ts';
import { measureProcess } from './measured-process.ts';

const encodedSchema = z.object({ rows: z.number(), ms: z.number(), cpuMs: z.number(), bytes: z.number() });

/** What one process encoded, and what that took. */
export type EncodedRows = z.infer<typeof encodedSchema>;

const ROWS = 500_000;
const MIN_ROWS_PER_S = 120_000;

function medianOf(runs: readonly EncodedRows[], figure: (run: EncodedRows) => number): number {
  return spreadOf(runs.map(figure)).median;
}

function encoderRow(width: number, runs: readonly EncodedRows[], first: readonly EncodedRows[]): readonly string[] {
  const thousands = (figure: (run: EncodedRows) => number) =>
    formatSpread(spreadOf(runs.map((run) => figure(run) / 1000)), 0);
  const ratios = runs.map(({ ms }, index) => (first[index]?.ms ?? Number.NaN) / ms);
  return [
    `${width} columns`,
    formatSpread(spreadOf(ratios), 2),
    thousands(({ rows, ms }) => (rows / ms) * 1000),
    thousands(({ rows, cpuMs }) => (rows / cpuMs) * 1000),
    formatCount(medianOf(runs, ({ rows, bytes }) => bytes / rows)),
    medianOf(runs, ({ bytes, ms }) => bytes / ms / 1000).toFixed(0),
  ];
}

/** Measures the way from chunks to the bytes of a bulk load on one core, without a server, and prints it. */
export async function measureEncoder(bench: BenchRun): Promise<void> {
  const runs = new Map<number, EncodedRows[]>(WIDTHS.map((width) => [width, []]));
  for (let index = 0; index < bench.repeat; index++) {
    for (const width of WIDTHS) {
      const args = ['bench/encode-rows.ts', String(width), String(ROWS)];
      const { stdout } = await measureProcess(args, {}, bench);
      runs.get(width)?.push(encodedSchema.parse(JSON.parse(stdout)));
    }
  }
  const [narrow = 0] = WIDTHS;
  const first = runs.get(narrow) ?? [];
  const rate = medianOf(first, ({ rows, ms }) => (rows / ms) * 1000);
  console.log(`SQL Server, the encoder alone: chunks to the bytes of a bulk load, ${formatCount(ROWS)} rows`);
  console.log(
    formatTable(
      ['', `rate to ${narrow} columns`, '1,000 rows/s', '1,000 rows/CPU-s', 'bytes a row', 'MB/s'],
      [...runs].map(([width, some]) => encoderRow(width, some, first)),
    ),
  );
  const mark = rate >= MIN_ROWS_PER_S ? 'met   ' : 'MISSED';
  console.log(
    `  ${mark} at least ${formatCount(MIN_ROWS_PER_S)} rows/s at ${narrow} columns: ${formatCount(rate)} rows/s\n`,
  );
}
