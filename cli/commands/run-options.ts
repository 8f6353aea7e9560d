import type { WarehouseOptions } from './with-warehouse.ts';

export interface RunOptions extends WarehouseOptions {
  readonly full?: boolean;
  readonly allowDestructive?: boolean;
  readonly allowDeletes?: boolean;
  /** A directory, or true for the usual one. */
  readonly fromBronze?: string | boolean;
  readonly incomplete?: boolean;
}
