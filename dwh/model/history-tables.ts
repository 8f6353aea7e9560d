import { contractOf } from './model.ts';
import type { Dimension } from './star.ts';
import type { Table, TableColumn } from './table.ts';
import {
  attributeColumns,
  contractTableColumn,
  deletedColumn,
  inferredColumn,
  keyOf,
  runColumn,
  sinceColumn,
  stagingTable,
  surrogateColumn,
  versionColumns,
} from './table-columns.ts';

function memberColumns(dimension: Dimension): readonly TableColumn[] {
  const contract = contractOf(dimension.entity ?? '');
  return [
    ...dimension.naturalKey.map((name) => contractTableColumn(contract, name, false)),
    ...attributeColumns(dimension),
  ];
}

/** Every version ever received, those that changed nothing too: one that comes late can make them matter. */
export function historyTable(dimension: Dimension): Table {
  const contract = contractOf(dimension.entity ?? '');
  return {
    schema: 'hist',
    name: contract.entity,
    description: `What the sources said of members of dim.${dimension.name}, and when it began to be so.`,
    columns: [
      ...memberColumns(dimension),
      sinceColumn,
      deletedColumn,
      { name: 'batch_id', type: 'int', nullable: false, description: 'Batch that brought the row, as in ops.batch.' },
      runColumn,
    ],
    // Without constraints, which would cost DuckDB more than the rows; loads keep it unique by key and change.
    primaryKey: [],
    unique: [],
    indexes: [[...dimension.naturalKey, sinceColumn.name], [runColumn.name]],
    foreignKeys: [],
  };
}

/** When complete files began and ceased to hold the members. Rows of the history itself are never deleted. */
export function seenTable(dimension: Dimension): Table {
  const contract = contractOf(dimension.entity ?? '');
  return {
    schema: 'hist',
    name: `${contract.entity}_seen`,
    description: `When complete files of ${contract.entity} began and ceased to hold members of dim.${dimension.name}.`,
    columns: [
      ...dimension.naturalKey.map((name) => contractTableColumn(contract, name, false)),
      {
        name: 'since_utc',
        type: 'datetime2(3)',
        nullable: false,
        description: 'As of which file, as in ops.complete_file.',
      },
      { ...deletedColumn, description: 'The file does not hold it any more.' },
      { name: 'is_first', type: 'bit', nullable: false, description: 'Held for the first time, which is no change.' },
      runColumn,
    ],
    primaryKey: [],
    unique: [],
    indexes: [[...dimension.naturalKey, sinceColumn.name], [runColumn.name]],
    foreignKeys: [],
  };
}

/** Entities that fill a dimension, the one that makes its members known first. */
export function entitiesOf(dimension: Dimension): readonly string[] {
  return [dimension.entity ?? '', ...dimension.parts.map(({ entity }) => entity)];
}

/** Where a version says up to which change of an entity it tells. */
export function lastColumn(entity: string): string {
  return `${entity}_last_utc`;
}

/** When the versions begin and end that members have now whose history has changed. */
export function spanTable(dimension: Dimension): Table {
  const key = surrogateColumn(keyOf(dimension.name), dimension.name);
  const instant = (name: string, description: string): TableColumn => ({
    name,
    type: 'datetime2(3)',
    nullable: true,
    description,
  });
  const marks = entitiesOf(dimension).flatMap((entity, index) => [
    instant(`at_${index + 1}`, `Last row of ${entity} that tells of the version.`),
    instant(`newest_at_${index + 1}`, `Newest row of ${entity} that tells of the member.`),
    instant(`seen_${index + 1}`, `Last word of complete files of ${entity} on the version.`),
    instant(`newest_seen_${index + 1}`, `Last word of complete files of ${entity} on the member.`),
  ]);
  return stagingTable(`${dimension.name}_span`, `When versions in dim.${dimension.name} begin and end.`, [
    ...dimension.naturalKey.map((name) => contractTableColumn(contractOf(dimension.entity ?? ''), name, false)),
    sinceColumn,
    { ...key, nullable: true, description: `${key.description}; empty for a new version` },
    instant('valid_from_utc', 'First instant at which the version is valid.'),
    instant('next_utc', 'When the next version begins; empty for the last.'),
    {
      name: 'new_number',
      type: 'bigint',
      nullable: false,
      description: 'How many new versions there are up to this one.',
    },
    ...marks,
  ]);
}

/** The versions that members have now whose history has changed, with the surrogate keys they keep or get. */
export function versionTable(dimension: Dimension): Table {
  const unnamed = memberColumns(dimension).map((column) => ({ ...column, nullable: true }));
  return stagingTable(`${dimension.name}_version`, `Versions in dim.${dimension.name} on their way there.`, [
    surrogateColumn(keyOf(dimension.name), dimension.name),
    ...unnamed,
    ...versionColumns,
    inferredColumn,
    ...entitiesOf(dimension).map((entity): TableColumn => {
      const description = `Last row of ${entity} that tells of the version.`;
      return { name: lastColumn(entity), type: 'datetime2(3)', nullable: true, description };
    }),
    { name: 'is_new', type: 'bit', nullable: false, description: 'Not in the dimension yet.' },
  ]);
}
