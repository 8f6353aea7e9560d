import type { Config } from '../../core/config/schema.ts';
import type { Logger } from '../../core/logger.ts';
import type { Warehouse } from '../../core/ports/warehouse.ts';
import { resolveFeeds } from '../../etl/feeds.ts';
import { FileSource } from '../../etl/sources/files/file-source.ts';
import type { RunObserver } from '../../orchestration/run-events.ts';
import { type RunReport, runPipeline } from '../../orchestration/run-pipeline.ts';
import { openWarehouse } from '../ports/warehouse/open-warehouse.ts';
import type { OpenedWarehouse } from '../ports/warehouse/place.ts';

const SILENT: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** When runs happen unless they say otherwise. */
const NOW = '2026-03-01T08:00:00.000Z';

export interface RunOptions {
  readonly full?: boolean;
  readonly entities?: readonly string[];
  /** ISO 8601. */
  readonly now?: string;
  readonly observe?: RunObserver;
}

/** A warehouse and the pipeline that loads it from real files, put together as `main.ts` does. */
export class TestWarehouse {
  readonly #opened: OpenedWarehouse;
  readonly #config: Config;

  private constructor(opened: OpenedWarehouse, config: Config) {
    this.#opened = opened;
    this.#config = config;
  }

  /** `location` is what `openWarehouse` takes: a file of DuckDB or a database on a server. */
  static async open(location: string, config: Config): Promise<TestWarehouse> {
    return new TestWarehouse(await openWarehouse(location), config);
  }

  get warehouse(): Warehouse {
    return this.#opened.warehouse;
  }

  async run(options: RunOptions = {}): Promise<RunReport> {
    const sources = new Map(
      Object.entries(this.#config.sources).map(([name, source]) => [name, new FileSource(name, source, '.')] as const),
    );
    try {
      return await runPipeline({
        ...this.#opened,
        feeds: resolveFeeds(this.#config),
        sources,
        settings: this.#config,
        entities: options.entities ?? [],
        full: options.full === true,
        allowDestructive: false,
        command: 'run',
        clock: () => new Date(options.now ?? NOW),
        signal: new AbortController().signal,
        observe: options.observe ?? (() => {}),
        log: SILENT,
      });
    } finally {
      for (const source of sources.values()) await source.close();
    }
  }

  /** Rows of a SELECT as `a | b | c`, NULL as `null`. */
  async lines(sql: string): Promise<readonly string[]> {
    const { rows } = await this.warehouse.query(sql);
    return rows.map((row) => row.map(String).join(' | '));
  }

  close(): Promise<void> {
    return this.warehouse.close();
  }
}
