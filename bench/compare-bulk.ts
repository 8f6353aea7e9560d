import { sqlServerSettings } from '../test/servers/sqlserver.ts';
import type { BenchRun } from './bench-run.ts';
import { WIDTHS } from './bulk-shape.ts';
import { createTables, takeRows } from './bulk-table.ts';
import { type LoadUsage, loadUsageSchema } from './bulk-usage.ts';
import { formatCount, formatSpread, formatTable, type Spread, spreadOf } from './figures.ts';
import { loadWithFreebcp, writeParts } from './freebcp.ts';
import { type FreebcpRoute, findFreebcpRoute } from './freebcp-route.ts';
import { measureProcess } from './measured-process.ts';
import { withDatabase } from './server-database.ts';

const CONNECTIONS = [1, 2, 4] as const;

/** One way to load the same rows. */
interface Loader {
  readonly name: string;
  load(): Promise<LoadUsage>;
}

interface Comparison {
  readonly connections: number;
  readonly loaders: readonly string[];
  /** For each loader, its loads in the order of the repetitions. */
  readonly usages: readonly (readonly LoadUsage[])[];
}

interface Shape {
  readonly width: number;
  readonly rows: number;
  readonly connections: number;
}

function storehouseLoader(name: string, url: string, { width, rows, connections }: Shape, bench: BenchRun): Loader {
  const load = async (): Promise<LoadUsage> => {
    const args = ['bench/bulk-load.ts', ...[width, rows, connections].map(String)];
    const { stdout } = await measureProcess(args, { BENCH_URL: url }, bench);
    return loadUsageSchema.parse(JSON.parse(stdout));
  };
  return { name, load };
}

/** Storehouse goes the way of freebcp too, and is compared on it: a relay costs both the same. It comes last but one. */
function loadersOf(databaseUrl: string, route: FreebcpRoute | null, shape: Shape, bench: BenchRun): readonly Loader[] {
  const direct = storehouseLoader('Storehouse', databaseUrl, shape, bench);
  if (route === null) return [direct];
  const { width, rows, connections } = shape;
  const files = writeParts(width, rows, connections, bench.scratch);
  const settings = sqlServerSettings(route.url);
  const load = async (): Promise<LoadUsage> => loadWithFreebcp({ settings, width, files }, bench);
  if (route.relay === null) return [direct, { name: 'freebcp', load }];
  return [direct, storehouseLoader('Storehouse, relayed', route.url, shape, bench), { name: 'freebcp, relayed', load }];
}

/** All loaders in turn, each repetition begun by another. */
async function compare(
  databaseUrl: string,
  loaders: readonly Loader[],
  { width, rows, connections }: Shape,
  bench: BenchRun,
): Promise<Comparison> {
  const usages = loaders.map((): LoadUsage[] => []);
  for (let index = 0; index < bench.repeat * loaders.length; index++) {
    const [round, turn] = [Math.floor(index / loaders.length), index % loaders.length];
    const place = (round + turn) % loaders.length;
    const loader = loaders[place];
    if (loader === undefined) continue;
    usages[place]?.push(await loader.load());
    if (await takeRows(databaseUrl, width, rows)) continue;
    throw new Error(`${loader.name} did not load the ${rows} rows of ${width} columns as they are.`);
  }
  return { connections, loaders: loaders.map(({ name }) => name), usages };
}

/** Rate of each loader as a multiple of the last one's, in the same repetition. */
function rateRatio(usages: readonly (readonly LoadUsage[])[], loader: number): Spread | null {
  const last = usages.at(-1) ?? [];
  if (usages.length < 2) return null;
  return spreadOf((usages[loader] ?? []).map(({ ms }, index) => (last[index]?.ms ?? Number.NaN) / ms));
}

function comparisonRows({ connections, loaders, usages }: Comparison, rows: number): readonly (readonly string[])[] {
  return loaders.map((name, loader) => {
    const spread = (figure: (usage: LoadUsage) => number) => spreadOf((usages[loader] ?? []).map(figure));
    const ratio = rateRatio(usages, loader);
    return [
      `${connections} ${connections === 1 ? 'connection' : 'connections'}, ${name}`,
      ratio === null ? '–' : loader === loaders.length - 1 ? '1' : formatSpread(ratio, 2),
      formatSpread(
        spread(({ ms }) => rows / ms),
        1,
      ),
      formatSpread(
        spread(({ cpuMs }) => (cpuMs / rows) * 1000),
        1,
      ),
      spread(({ cpuMs, ms }) => cpuMs / ms).median.toFixed(2),
      spread(({ busyMs, ms }) => busyMs / ms).median.toFixed(2),
    ];
  });
}

/** The one before the last went the same way as freebcp. */
function targetLine({ connections, usages }: Comparison): readonly string[] {
  const ratio = rateRatio(usages, usages.length - 2);
  if (ratio === null) return [];
  const mark = ratio.median >= 1 ? 'met   ' : 'MISSED';
  return [`  ${mark} at least freebcp's rate, connections ${connections}: ${ratio.median.toFixed(2)} ×`];
}

function printComparisons(
  comparisons: readonly Comparison[],
  { width, rows }: Omit<Shape, 'connections'>,
  repeat: number,
) {
  const head = ['', 'times freebcp', '1,000 rows/s', 'client CPU-s per million', 'client cores', 'busy cores'];
  const table = comparisons.flatMap((comparison) => comparisonRows(comparison, rows));
  console.log(
    `SQL Server, bulk load, ${width} columns, ${formatCount(rows)} rows: median (least–greatest) of ${repeat}`,
  );
  console.log(formatTable(head, table));
  console.log(`${comparisons.flatMap(targetLine).join('\n')}\n`);
}

/** Loads the same rows with Storehouse and with freebcp, in turn, in a database of its own, and prints it. */
export async function compareBulk(url: string, rows: number, bench: BenchRun): Promise<void> {
  await withDatabase(url, async (databaseUrl) => {
    await createTables(databaseUrl);
    const route = await findFreebcpRoute(databaseUrl, bench);
    try {
      for (const width of WIDTHS) {
        const comparisons: Comparison[] = [];
        for (const connections of CONNECTIONS) {
          const shape = { width, rows, connections };
          comparisons.push(await compare(databaseUrl, loadersOf(databaseUrl, route, shape, bench), shape, bench));
        }
        printComparisons(comparisons, { width, rows }, bench.repeat);
      }
    } finally {
      route?.relay?.kill();
    }
  });
  console.log('  Busy cores are those of this machine, the server among them if it runs here.\n');
}
