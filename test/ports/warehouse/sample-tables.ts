import type { SqlType, Table, TableColumn } from '../../../dwh/model/table.ts';
import type { OpenedWarehouse } from './place.ts';

const column = (name: string, type: SqlType, nullable = true): TableColumn => ({
  name,
  type,
  nullable,
  description: `The "${name}", as it's called.`,
});

const none = { unique: [], indexes: [], foreignKeys: [] } as const;

/** One column of each type. */
export const valueTable: Table = {
  schema: 'ops',
  name: 'sample_value',
  description: 'A column of each type.',
  columns: [
    column('id', 'int', false),
    column('label', 'nvarchar(400)'),
    column('amount', 'decimal(19, 4)'),
    column('size', 'bigint'),
    column('is_open', 'bit'),
    column('on_date', 'date'),
    column('at_utc', 'datetime2(3)'),
  ],
  primaryKey: ['id'],
  ...none,
};

/** As the staging tables are: origin first, decimals as text. */
export const stagedTable: Table = {
  schema: 'stg',
  name: 'sample_row',
  description: 'Staged samples.',
  columns: [
    column('batch_id', 'int', false),
    column('row_id', 'int', false),
    column('source_id', 'int', false),
    column('source_row', 'bigint', false),
    column('label', 'nvarchar(400)'),
    column('pieces', 'int'),
    column('amount', 'nvarchar(48)'),
    column('on_date', 'date'),
    column('at_utc', 'datetime2(3)'),
  ],
  primaryKey: [],
  ...none,
};

export async function createSampleTables({ warehouse, dialect }: OpenedWarehouse): Promise<void> {
  await warehouse.applyPlan([
    dialect.createSchema('ops'),
    dialect.createSchema('stg'),
    ...dialect.createTable(valueTable),
    ...dialect.createTable(stagedTable),
  ]);
}
