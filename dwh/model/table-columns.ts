import type { EntityContract } from '../../core/contract.ts';
import { contractColumn, contractOf, sqlTypeOf } from './model.ts';
import type { Dimension, LoadedColumn } from './star.ts';
import type { Table, TableColumn } from './table.ts';

export const runColumn: TableColumn = {
  name: 'run_id',
  type: 'int',
  nullable: false,
  description: 'Run that last changed the row, as in ops.run.',
};

export const sinceColumn: TableColumn = {
  name: 'since_utc',
  type: 'datetime2(3)',
  nullable: false,
  description: 'When the source changed the row; 1900-01-01 where it does not say.',
};

export const deletedColumn: TableColumn = {
  name: 'is_deleted',
  type: 'bit',
  nullable: false,
  description: 'The source does not have it any more.',
};

export const versionColumns: readonly TableColumn[] = [
  {
    name: 'since_utc',
    type: 'datetime2(3)',
    nullable: true,
    description: 'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.',
  },
  { name: 'valid_from_utc', type: 'datetime2(3)', nullable: false, description: 'Start of the version, inclusive.' },
  { name: 'valid_to_utc', type: 'datetime2(3)', nullable: false, description: 'End of the version, exclusive.' },
  { name: 'is_current', type: 'bit', nullable: false, description: 'The version that is valid now.' },
  deletedColumn,
];

export const inferredColumn: TableColumn = {
  name: 'is_inferred',
  type: 'bit',
  nullable: false,
  description: 'Known only because another row names it; its own row has not come yet.',
};

export function keyOf(dimension: string): string {
  return `${dimension}_key`;
}

export function contractTableColumn(contract: EntityContract, name: string, nullable: boolean): TableColumn {
  const column = contractColumn(contract, name);
  const personal = column.personal === undefined ? {} : { personal: column.personal };
  return { name, type: sqlTypeOf(column), nullable, description: column.description, ...personal };
}

/** Columns of a target that its load fills from staging, in table order. */
export function loadedColumn(entity: string, column: LoadedColumn): TableColumn {
  switch (column.kind) {
    case 'copy': {
      const contract = contractOf(entity);
      const source = contractColumn(contract, column.column);
      const filled = source.required === true || source.default !== undefined;
      return contractTableColumn(contract, column.column, !filled);
    }
    case 'dimension':
    case 'date':
      return { name: column.column, type: 'int', nullable: false, description: column.description };
    case 'parent':
      return { name: column.column, type: column.type, nullable: false, description: column.description };
    case 'derived':
      return { name: column.column, type: column.type, nullable: true, description: column.description };
  }
}

export function surrogateColumn(name: string, of: string): TableColumn {
  return { name, type: 'int', nullable: false, description: `Surrogate key of the ${of}.` };
}

/** Columns of a dimension beside its keys, of all entities that fill it, in table order. */
export function attributeColumns(dimension: Dimension): readonly TableColumn[] {
  return [{ entity: dimension.entity ?? '', columns: dimension.columns }, ...dimension.parts].flatMap(
    ({ entity, columns }) => columns.map((column) => loadedColumn(entity, column)),
  );
}

export function stagingTable(name: string, description: string, columns: readonly TableColumn[]): Table {
  return { schema: 'stg', name, description, columns, primaryKey: [], unique: [], indexes: [], foreignKeys: [] };
}
