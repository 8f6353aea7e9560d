import type { LoadedConfig } from '../core/config/load-config.ts';
import type { Feed, Source } from '../core/ports/source.ts';
import { duckDbDialect } from '../dwh/duckdb/dialect.ts';
import { DuckDbWarehouse } from '../dwh/duckdb/duckdb-warehouse.ts';
import { ParquetBronze } from '../etl/bronze/parquet-bronze.ts';
import { FileSource } from '../etl/sources/files/file-source.ts';
import type { RunEvent } from '../orchestration/run-events.ts';
import { runPipeline } from '../orchestration/run-pipeline.ts';
import type { RunFigures } from './phase-figures.ts';

const quiet = { debug() {}, info() {}, warn() {}, error() {} };

export function openSources({ config, directory }: LoadedConfig): ReadonlyMap<string, Source> {
  return new Map(
    Object.entries(config.sources).map(([name, source]) => [name, new FileSource(name, source, directory)] as const),
  );
}

/** One run into a DuckDB file, with the time of each step and statement. */
export async function measureRun(loaded: LoadedConfig, feeds: readonly Feed[], file: string): Promise<RunFigures> {
  const warehouse = await DuckDbWarehouse.open(file, 'write', loaded.config.memoryLimitMb);
  const bronze = new ParquetBronze(`${file}.bronze`);
  const steps: { name: string; ms: number }[] = [];
  const statements: { name: string; rows: number; ms: number }[] = [];
  const observe = (event: RunEvent): void => {
    if (event.kind === 'step finished') steps.push({ name: event.step, ms: event.ms });
    if (event.kind === 'statement done') statements.push({ name: event.name, rows: event.rows, ms: event.ms });
  };
  const choices = { entities: [], full: false, allowDestructive: false, allowDeletes: false, command: 'bench' };
  await runPipeline({
    ...choices,
    warehouse,
    bronze,
    dialect: duckDbDialect,
    feeds,
    sources: openSources(loaded),
    settings: loaded.config,
    clock: () => new Date(),
    signal: new AbortController().signal,
    observe,
    log: quiet,
  });
  const started = performance.now();
  await warehouse.close();
  await bronze.close();
  steps.push({ name: 'close the warehouse', ms: performance.now() - started });
  return { steps, statements };
}
