/** A folder, or a file, and what it may import of ours. */
export interface Layer {
  readonly path: string;
  /** Folders, without the layers inside them that have rows of their own (`etl` is not `etl/sources`), and files. */
  readonly mayImport: readonly string[] | 'everything';
}

/** All an engine's warehouse adapter sees of the loads: how DDL is asked of it. */
const ENGINE = ['core', 'connect', 'dwh/model', 'dwh/load/dialect.ts', 'dwh/tsql'];
const LOADS = ['core', 'dwh/model', 'dwh/load'];
/** A driver's side of a pipeline: implements a port with what its technology's folder in `connect/` offers. */
const PIPELINE_ADAPTER = [...LOADS, 'connect'];

/**
 * The layers of DESIGN.md; the deepest path that holds a file is its layer. A layer may always import itself. The
 * adapters (`dwh/<engine>`, `connect`, `etl/sources`) stand in nobody's list but each other's and `main.ts`'s: the rest
 * reaches them through the ports in `core/`.
 */
export const LAYERS: readonly Layer[] = [
  { path: 'core', mayImport: [] },
  { path: 'connect', mayImport: ['core'] },
  { path: 'dwh/model', mayImport: ['core'] },
  { path: 'dwh/tsql', mayImport: ['core'] },
  { path: 'dwh/load', mayImport: ['core', 'dwh/model', 'dwh/tsql'] },
  { path: 'dwh/duckdb', mayImport: ENGINE },
  { path: 'dwh/sqlserver', mayImport: ENGINE },
  { path: 'etl', mayImport: LOADS },
  { path: 'etl/sources', mayImport: [...PIPELINE_ADAPTER, 'etl/edge'] },
  { path: 'etl/bronze', mayImport: PIPELINE_ADAPTER },
  { path: 'streaming', mayImport: LOADS },
  { path: 'streaming/kafka', mayImport: [...PIPELINE_ADAPTER, 'streaming'] },
  { path: 'streaming/filelog', mayImport: [...PIPELINE_ADAPTER, 'streaming'] },
  { path: 'seed', mayImport: ['core', 'connect', 'dwh/model'] },
  { path: 'orchestration', mayImport: [...LOADS, 'etl', 'streaming'] },
  { path: 'powerbi', mayImport: ['core', 'connect', 'dwh/model'] },
  { path: 'api', mayImport: ['core', 'dwh/model', 'orchestration'] },
  { path: 'cli', mayImport: [...LOADS, 'dwh/tsql', 'etl', 'streaming', 'seed', 'orchestration', 'powerbi', 'api'] },
  { path: 'main.ts', mayImport: 'everything' },
  { path: 'bench', mayImport: 'everything' },
  { path: 'docs', mayImport: 'everything' },
  { path: 'test', mayImport: 'everything' },
  { path: 'vitest.config.ts', mayImport: ['test'] },
  // A person's configuration sees the package from outside, and defineConfig is all there is.
  { path: 'examples', mayImport: ['core/config/define-config.ts'] },
];

/** Packages that talk to a technology. A name that ends in `/` stands for a whole scope. */
export const DRIVERS: readonly string[] = [
  '@duckdb/',
  '@azure/',
  '@confluentinc/',
  '@platformatic/',
  'hyparquet',
  'hyparquet-writer',
  'kafkajs',
  'mongodb',
  'mssql',
  'node-rdkafka',
  'parquetjs',
  'tedious',
];

/** Where drivers may be imported. Tests, benches and tools may as well. */
export const DRIVER_FOLDERS: readonly string[] = [
  'connect',
  'dwh/duckdb',
  'dwh/sqlserver',
  'etl/sources',
  'streaming/kafka',
  'test',
  'bench',
];

/** Packages that are no drivers, each with the only layers that need it. */
export const LIBRARIES: Readonly<Record<string, readonly string[]>> = {
  commander: ['cli', 'main.ts'],
  'reflect-metadata': ['main.ts'],
  tsyringe: ['main.ts'],
  winston: ['main.ts'],
  zod: ['core'],
  vitest: ['test', 'vitest.config.ts'],
};

export function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

export function layerOf(path: string): Layer | undefined {
  return LAYERS.filter((layer) => isWithin(path, layer.path))
    .toSorted((a, b) => a.path.length - b.path.length)
    .at(-1);
}
