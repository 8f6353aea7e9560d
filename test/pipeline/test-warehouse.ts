import type { Config } from '../../core/config/schema.ts';
import type { Logger } from '../../core/logger.ts';
import type { Bronze } from '../../core/ports/bronze.ts';
import type { Warehouse } from '../../core/ports/warehouse.ts';
import { resolveFeeds } from '../../etl/feeds.ts';
import type { RefusedFilter } from '../../etl/refused-rows.ts';
import { FileSource } from '../../etl/sources/files/file-source.ts';
import { planRebuild, rebuildWarehouse } from '../../orchestration/rebuild-warehouse.ts';
import { type ReplayReport, replayQuarantine } from '../../orchestration/replay-quarantine.ts';
import type { RunObserver } from '../../orchestration/run-events.ts';
import { type RunReport, type RunRequest, runPipeline } from '../../orchestration/run-pipeline.ts';
import { openWarehouse } from '../ports/warehouse/open-warehouse.ts';
import type { OpenedWarehouse } from '../ports/warehouse/place.ts';

const SILENT: Logger = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

const REBUILT_AT_ONCE = 100;

/** When runs happen unless they say otherwise. */
const NOW = '2026-03-01T08:00:00.000Z';

interface StepOptions {
  /** ISO 8601. */
  readonly now?: string;
  readonly observe?: RunObserver;
  readonly signal?: AbortSignal;
  readonly allowDestructive?: boolean;
  readonly allowDeletes?: boolean;
  /** Keys or rows that are worked on at once; few of them make parts of small shops. */
  readonly partSize?: number | undefined;
  /** Where batches are kept; nowhere unless a test is about that. */
  readonly bronze?: Bronze;
}

export interface RunOptions extends StepOptions {
  readonly full?: boolean;
  readonly entities?: readonly string[];
}

export interface ReplayOptions extends StepOptions {
  /** Everything that is open unless it says otherwise. */
  readonly filter?: RefusedFilter;
}

export interface RebuildOptions extends Pick<RunOptions, 'now' | 'observe'> {
  /** Null for none. */
  readonly bronze?: Bronze | null;
  readonly incomplete?: boolean;
}

/** A warehouse and the pipeline that loads it from real files, put together as `main.ts` does. */
export class TestWarehouse {
  readonly #opened: OpenedWarehouse;
  #config: Config;

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

  /** What runs and replays from now on are configured with. */
  configure(config: Config): void {
    this.#config = config;
  }

  run(options: RunOptions = {}): Promise<RunReport> {
    const { entities = [], full = false } = options;
    return this.#withSources((request) => runPipeline({ ...request, ...this.#settings(options), entities, full }));
  }

  replay(options: ReplayOptions = {}): Promise<ReplayReport> {
    const { filter = {} } = options;
    return this.#withSources((request) => replayQuarantine({ ...request, ...this.#settings(options), filter }));
  }

  #settings({ now, observe, signal, bronze, allowDestructive, allowDeletes, partSize }: StepOptions) {
    return {
      allowDestructive: allowDestructive ?? false,
      allowDeletes: allowDeletes ?? false,
      partSize,
      bronze: bronze ?? null,
      clock: () => new Date(now ?? NOW),
      signal: signal ?? new AbortController().signal,
      observe: observe ?? (() => {}),
    };
  }

  async #withSources<T>(
    work: (
      request: Omit<RunRequest, 'bronze' | 'clock' | 'signal' | 'observe' | 'allowDestructive' | 'allowDeletes'>,
    ) => Promise<T>,
  ): Promise<T> {
    const sources = new Map(
      Object.entries(this.#config.sources).map(([name, source]) => [name, new FileSource(name, source, '.')] as const),
    );
    try {
      return await work({
        ...this.#opened,
        feeds: resolveFeeds(this.#config),
        sources,
        settings: this.#config,
        command: 'test',
        log: SILENT,
      });
    } finally {
      for (const source of sources.values()) await source.close();
    }
  }

  /** Rebuilds from bronze; `options.bronze` is the warehouse's own, `source` unless it says otherwise. */
  async rebuild(source: Bronze, options: RebuildOptions = {}): Promise<RunReport> {
    return rebuildWarehouse({
      ...this.#opened,
      source,
      bronze: options.bronze === undefined ? source : options.bronze,
      plan: await planRebuild(source, options.incomplete === true),
      settings: this.#config,
      allowDestructive: false,
      allowDeletes: false,
      // What one load does at once, its rebuild does in parts.
      partSize: REBUILT_AT_ONCE,
      command: 'run --from-bronze',
      clock: () => new Date(options.now ?? NOW),
      signal: new AbortController().signal,
      observe: options.observe ?? (() => {}),
      log: SILENT,
    });
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
