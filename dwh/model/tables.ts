import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { dateTable } from './date-dimension.ts';
import { historyTable, seenTable, spanTable, versionTable } from './history-tables.ts';
import { contractColumn, contractOf, factOf, loadTargets, model, sqlTypeOf } from './model.ts';
import { opsTables } from './ops-tables.ts';
import type { CollectedDimension, Dimension, Fact, LoadedColumn } from './star.ts';
import type { ForeignKey, SqlType, Table, TableColumn } from './table.ts';
import {
  attributeColumns,
  contractTableColumn,
  deletedColumn,
  inferredColumn,
  keyOf,
  loadedColumn,
  runColumn,
  sinceColumn,
  stagingTable,
  surrogateColumn,
  versionColumns,
} from './table-columns.ts';
import { waitTable } from './wait-tables.ts';

/** Where no versions tell of it, and where it began to be kept later. */
const markColumn: TableColumn = { ...deletedColumn, initial: 0 };

export function referencesOf(columns: readonly LoadedColumn[]): readonly ForeignKey[] {
  const references: ForeignKey[] = [];
  for (const column of columns) {
    if (column.kind === 'dimension') {
      references.push({
        column: column.column,
        table: `dim.${column.dimension}`,
        toColumn: keyOf(column.dimension),
      });
    }
    if (column.kind === 'date') {
      references.push({ column: column.column, table: 'dim.date', toColumn: 'date_key' });
    }
  }
  return references;
}

/** What a column that is taken over from the parent refers to: the parent itself, or what the parent's own column does. */
function referencesOfParent(fact: Fact): readonly ForeignKey[] {
  if (fact.parent === null) return [];
  const parent = factOf(fact.parent);
  const own = [...referencesOf(parent.columns), ...referencesOfParent(parent)];
  return fact.columns.flatMap((column): readonly ForeignKey[] => {
    if (column.kind !== 'parent') return [];
    if (column.from === parent.surrogateKey) {
      return [{ column: column.column, table: `fact.${parent.name}`, toColumn: column.from }];
    }
    const reference = own.find(({ column: name }) => name === column.from);
    return reference === undefined ? [] : [{ ...reference, column: column.column }];
  });
}

export function dimensionTable(dimension: Dimension): Table {
  const contract = contractOf(dimension.entity ?? '');
  const key = keyOf(dimension.name);
  return {
    schema: 'dim',
    name: dimension.name,
    description: dimension.description,
    columns: [
      surrogateColumn(key, `${dimension.name}; -1 is the unknown member`),
      ...dimension.naturalKey.map((name) => contractTableColumn(contract, name, false)),
      ...attributeColumns(dimension),
      ...(dimension.versions === null ? [markColumn] : versionColumns),
      inferredColumn,
      runColumn,
    ],
    primaryKey: [key],
    unique: [[...dimension.naturalKey, ...(dimension.versions === null ? [] : ['valid_from_utc'])]],
    indexes: [],
    foreignKeys: referencesOf(dimension.columns),
  };
}

/** Text columns of collected dimensions take the types of the contract columns that name their members. */
function collectedKeyTypes(dimension: CollectedDimension): readonly SqlType[] {
  for (const fact of model.facts) {
    for (const column of fact.columns) {
      if (column.kind === 'dimension' && column.dimension === dimension.name) {
        return column.from.map((name) => sqlTypeOf(contractColumn(contractOf(fact.entity), name)));
      }
    }
  }
  throw new Error(`No fact names members of the dimension "${dimension.name}".`);
}

export function collectedDimensionTable(dimension: CollectedDimension): Table {
  const key = keyOf(dimension.name);
  const types = collectedKeyTypes(dimension);
  const attributes = dimension.attributes.map(({ name, type: attributeType, description }) => ({
    name,
    type: attributeType,
    nullable: false,
    description,
  }));
  const naturalKey = dimension.naturalKey.map((name, index) => ({
    name,
    type: types[index] ?? 'nvarchar(400)',
    nullable: false,
    description: 'As the source writes it.',
  }));
  return {
    schema: 'dim',
    name: dimension.name,
    description: dimension.description,
    columns: [
      surrogateColumn(key, `${dimension.name}; -1 is the unknown member`),
      ...naturalKey,
      ...attributes,
      runColumn,
    ],
    primaryKey: [key],
    unique: [dimension.naturalKey],
    indexes: [],
    foreignKeys: [],
  };
}

function aliasSince(contract: EntityContract, name: string): TableColumn {
  const description = 'When the source changed the row that says so. The latest change of an alias wins.';
  return { ...contractTableColumn(contract, name, true), description };
}

export function aliasTable(dimension: Dimension): Table {
  const contract = contractOf(dimension.entity ?? '');
  const alias = contractTableColumn(contract, dimension.alias ?? '', false);
  return {
    schema: 'dim',
    name: `${dimension.name}_alias`,
    description: `Other identifiers of members of dim.${dimension.name}.`,
    columns: [
      alias,
      ...dimension.naturalKey.map((name) => contractTableColumn(contract, name, false)),
      ...(contract.changedAt === undefined ? [] : [aliasSince(contract, contract.changedAt)]),
      runColumn,
    ],
    primaryKey: [alias.name],
    unique: [],
    indexes: [dimension.naturalKey],
    foreignKeys: [],
  };
}

export function factTable(fact: Fact): Table {
  const contract = contractOf(fact.entity);
  const surrogate = fact.surrogateKey === null ? [] : [surrogateColumn(fact.surrogateKey, 'row')];
  const unique = fact.surrogateKey === null ? [] : [[fact.surrogateKey]];
  const joined = fact.columns.filter((column) => column.kind === 'dimension').map((column) => [column.column]);
  return {
    schema: 'fact',
    name: fact.name,
    description: `${fact.description} Grain: ${fact.grain}.`,
    columns: [
      ...surrogate,
      ...fact.naturalKey.map((name) => contractTableColumn(contract, name, false)),
      ...fact.columns.map((column) => loadedColumn(fact.entity, column)),
      markColumn,
      runColumn,
    ],
    primaryKey: fact.naturalKey,
    unique,
    indexes: [...(fact.parent === null ? [] : [['order_key']]), ...joined],
    foreignKeys: [...referencesOf(fact.columns), ...referencesOfParent(fact)],
    storage: fact.storage,
  };
}

/** Names and types of what the edge stages for a contract column; decimals travel as text. */
export function stagedColumns(column: ContractColumn): readonly TableColumn[] {
  const type: SqlType = column.type === 'decimal' ? 'nvarchar(48)' : sqlTypeOf(column);
  const staged: TableColumn[] = [{ name: column.name, type, nullable: true, description: column.description }];
  const base = column.name.replace(/_utc$/, '');
  const zone = 'in the reporting time zone';
  if (column.local !== undefined) {
    staged.push({ name: `${base}_date`, type: 'date', nullable: true, description: `Date ${zone}.` });
  }
  if (column.local === 'date_and_hour') {
    staged.push({ name: `${base}_hour`, type: 'int', nullable: true, description: `Hour ${zone}.` });
  }
  return staged;
}

const originColumns: readonly TableColumn[] = [
  { name: 'batch_id', type: 'int', nullable: false, description: 'The batch.' },
  { name: 'row_id', type: 'int', nullable: false, description: 'The row within the batch, in reading order.' },
];

/** Typed input rows of one entity, until they are published; rows that wait stay here. */
export function rowTable(contract: EntityContract): Table {
  return stagingTable(`${contract.entity}_row`, `Staged rows of ${contract.entity}.`, [
    ...originColumns,
    { name: 'source_id', type: 'int', nullable: false, description: 'The file, as in ops.source_file.' },
    { name: 'source_row', type: 'bigint', nullable: false, description: 'Row number in the file.' },
    ...contract.columns.flatMap(stagedColumns),
  ]);
}

/** The winners of their keys, shaped like the target, with the class each falls into. */
export function readyTable(target: Dimension | Fact): Table {
  const contract = contractOf(target.entity ?? '');
  return stagingTable(`${contract.entity}_ready`, `Rows of ${contract.entity} on their way into the star.`, [
    ...originColumns,
    {
      name: 'row_class',
      type: 'nvarchar(20)',
      nullable: false,
      description: 'inserted, updated, unchanged, superseded.',
    },
    {
      name: 'is_overtaken',
      type: 'bit',
      nullable: true,
      description:
        'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.',
    },
    ...target.naturalKey.map((name) => contractTableColumn(contract, name, false)),
    ...target.columns.map((column) => ({ ...loadedColumn(contract.entity, column), nullable: true })),
    ...(target.kind === 'dimension' && target.versions !== null ? [sinceColumn] : []),
  ]);
}

/** Every table of the warehouse, in an order in which they can be created. */
export function allTables(): readonly Table[] {
  const dimensions = model.loadedDimensions.flatMap((dimension) => [
    dimensionTable(dimension),
    ...(dimension.alias === null ? [] : [aliasTable(dimension)]),
  ]);

  return [
    ...opsTables,
    ...model.contracts.filter(({ parent }) => parent !== undefined).map(waitTable),
    dateTable,
    ...model.collectedDimensions.map(collectedDimensionTable),
    ...dimensions,
    ...model.facts.map(factTable),
    ...loadTargets().flatMap((target) =>
      target.kind === 'dimension' && target.versions !== null ? [historyTable(target), seenTable(target)] : [],
    ),
    ...model.contracts.map(rowTable),
    ...loadTargets().map(readyTable),
    ...model.loadedDimensions
      .filter(({ versions }) => versions !== null)
      .flatMap((dimension) => [spanTable(dimension), versionTable(dimension)]),
  ];
}

export function isCollected(dimension: Dimension | CollectedDimension): dimension is CollectedDimension {
  return 'members' in dimension;
}
