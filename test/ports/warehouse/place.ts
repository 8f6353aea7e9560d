import type { Warehouse } from '../../../core/ports/warehouse.ts';
import type { Dialect } from '../../../dwh/load/dialect.ts';

export interface OpenedWarehouse {
  readonly warehouse: Warehouse;
  readonly dialect: Dialect;
}

/** Where one warehouse can be: a file that is not there yet, an empty database. */
export interface WarehousePlace {
  /** What `openWarehouse` takes, in this process and in others. */
  readonly location: string;
  remove(): Promise<void>;
}

/** Where tests get places from, each empty. */
export interface WarehousePlaces {
  createPlace(): Promise<WarehousePlace>;
  /** A place that begins with what a closed warehouse holds, where an engine can copy one. */
  copyPlace?(location: string): Promise<WarehousePlace>;
}

/** An engine that is to pass the suite. */
export interface WarehouseEngine extends WarehousePlaces {
  readonly name: string;
  /** Whether a running statement ends when its client asks for it. */
  readonly cancels: boolean;
}
