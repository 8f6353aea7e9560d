import type { LoadedConfig } from '../core/config/load-config.ts';
import type { BronzeConfig, SecurityConfig } from '../core/config/schema.ts';
import type { Logger } from '../core/logger.ts';
import type { Bronze } from '../core/ports/bronze.ts';
import type { Feed, Source } from '../core/ports/source.ts';
import type { Warehouse } from '../core/ports/warehouse.ts';
import type { Clock } from '../core/time.ts';
import type { Dialect } from '../dwh/load/dialect.ts';
import type { Terminal } from './terminal.ts';

/** `plan` reads what is there, and takes a warehouse that is not there yet for an empty one. */
export type OpenMode = 'read' | 'write' | 'plan';

/** Which warehouse is meant. */
export interface WarehousePlace {
  /** As in the configuration. */
  readonly url: string;
  /** Where relative paths in the URL start. */
  readonly directory: string;
  /** Null without a configuration: what a server has of masks and policies is then left as it is. */
  readonly security: SecurityConfig | null;
  /** Of this warehouse, with an absolute directory; null means as by default. */
  readonly bronze: BronzeConfig | null;
  /** Of an embedded one; by default without a configuration. */
  readonly memoryLimitMb?: number;
}

export interface OpenedWarehouse {
  readonly warehouse: Warehouse;
  readonly dialect: Dialect;
  /** Set where a read copy is open in place of the warehouse, and who writes to the warehouse, if anybody. */
  readonly copy?: { readonly takenAt: Date; readonly heldBy: string | null } | null;
}

/** The copies of an embedded warehouse that others read while a run has it. */
export interface ReadCopies {
  readonly folder: string;
  /** Whether the warehouse has changed, or may have, since the last copy, or there is none. */
  isDue(): Promise<boolean>;
  /** For later processes; `publish` takes the note back too. */
  noteDue(): Promise<void>;
  forgetDue(): Promise<void>;
  /**
   * Makes a copy under a new name, which it has only when it is whole, and leaves the newest `keep`. This process must
   * not have the warehouse open.
   *
   * @throws {WarehouseLockedError} another process writes to the warehouse.
   * @throws an error of the system where the copy cannot be written.
   */
  publish(request: { readonly keep: number; readonly now: Date }): Promise<{ readonly path: string }>;
  removeAll(): Promise<void>;
}

export interface OpenedSources {
  readonly feeds: readonly Feed[];
  readonly sources: ReadonlyMap<string, Source>;
}

/** What the composition root hands to the commands. */
export interface Services {
  readonly terminal: Terminal;
  readonly log: Logger;
  readonly clock: Clock;
  /** Raised by Ctrl-C and by a request to terminate. */
  readonly signal: AbortSignal;
  /** Root of the checkout or of the installed package; the demo's configuration lives there. */
  readonly packageDirectory: string;
  /** Where the command was typed; paths on the command line are relative to it. */
  readonly currentDirectory: string;
  loadConfig(path: string | undefined): Promise<LoadedConfig>;
  /**
   * Checks what `openWarehouse` would be given; nothing is opened.
   *
   * @throws {ConfigurationError} the URL is not one of a warehouse; all its problems are reported together.
   */
  checkWarehouse(url: string): void;
  /** Whether two URLs name one warehouse, however they are spelled; false where one of them is none. */
  isSameWarehouse(
    one: Pick<WarehousePlace, 'url' | 'directory'>,
    other: Pick<WarehousePlace, 'url' | 'directory'>,
  ): boolean;
  /**
   * For `read` and `plan`, it may be a copy that is opened.
   *
   * @throws {ConfigurationError} the URL is not one of a warehouse.
   */
  openWarehouse(place: WarehousePlace, mode: OpenMode): Promise<OpenedWarehouse>;
  /** Null for a server, which others can read at any time. */
  readCopies(place: WarehousePlace): ReadCopies | null;
  /** The warehouse's own bronze, which need not be there yet; null where none is kept. */
  openBronze(place: WarehousePlace): Bronze | null;
  openBronzeIn(directory: string): Bronze;
  openSources(loaded: LoadedConfig): OpenedSources;
}
