import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { dateTable } from './date-dimension.ts';
import { contractColumn, contractOf, factOf, loadTargets, model, sqlTypeOf } from './model.ts';
import { opsTables } from './ops-tables.ts';
import type { CollectedDimension, Dimension, Fact, LoadedColumn } from './star.ts';
import type { ForeignKey, SqlType, Table, TableColumn } from './table.ts';

const runColumn: TableColumn = {
  name: 'run_id',
  type: 'int',
  nullable: false,
  description: 'Run that last changed the row, as in ops.run.',
};

const sinceColumn: TableColumn = {
  name: 'since_utc',
  type: 'datetime2(3)',
  nullable: false,
  description: 'When the source changed the row; 1900-01-01 where it does not say.',
};

const deletedColumn: TableColumn = {
  name: 'is_deleted',
  type: 'bit',
  nullable: false,
  description: 'The source does not have it any more.',
};

/** Where no versions tell of it, and where it began to be kept later. */
const markColumn: TableColumn = { ...deletedColumn, initial: 0 };

const versionColumns: readonly TableColumn[] = [
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

const inferredColumn: TableColumn = {
  name: 'is_inferred',
  type: 'bit',
  nullable: false,
  description: 'Known only because another row names it; its own row has not come yet.',
};

export function keyOf(dimension: string): string {
  return `${dimension}_key`;
}

function contractTableColumn(contract: EntityContract, name: string, nullable: boolean): TableColumn {
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

function surrogateColumn(name: string, of: string): TableColumn {
  return { name, type: 'int', nullable: false, description: `Surrogate key of the ${of}.` };
}

/** Columns of a dimension beside its keys, of all entities that fill it, in table order. */
export function attributeColumns(dimension: Dimension): readonly TableColumn[] {
  return [{ entity: dimension.entity ?? '', columns: dimension.columns }, ...dimension.parts].flatMap(
    ({ entity, columns }) => columns.map((column) => loadedColumn(entity, column)),
  );
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
      ...(contract.changedAt === undefined ? [] : [contractTableColumn(contract, contract.changedAt, true)]),
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

function stagingTable(name: string, description: string, columns: readonly TableColumn[]): Table {
  return { schema: 'stg', name, description, columns, primaryKey: [], unique: [], indexes: [], foreignKeys: [] };
}

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
    dateTable,
    ...model.collectedDimensions.map(collectedDimensionTable),
    ...dimensions,
    ...model.facts.map(factTable),
    ...loadTargets().flatMap((target) =>
      target.kind === 'dimension' && target.versions !== null ? [historyTable(target), seenTable(target)] : [],
    ),
    ...model.contracts.map(rowTable),
    ...loadTargets().map(readyTable),
    ...model.loadedDimensions.filter(({ versions }) => versions !== null).map(versionTable),
  ];
}

export function isCollected(dimension: Dimension | CollectedDimension): dimension is CollectedDimension {
  return 'members' in dimension;
}
