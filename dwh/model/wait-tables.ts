import type { EntityContract } from '../../core/contract.ts';
import type { Table } from './table.ts';
import { contractTableColumn } from './table-columns.ts';

/** Since when rows of an entity wait for their parents: of a row that is delivered again and again, since the first. */
export function waitTable(contract: EntityContract): Table {
  const { entity, key } = contract;
  return {
    schema: 'ops',
    name: `${entity}_wait`,
    description: `Keys of ${entity} whose ${contract.parent?.entity ?? 'parent'} has not come, and since when it is waited for.`,
    columns: [
      ...key.map((name) => contractTableColumn(contract, name, false)),
      {
        name: 'since_utc',
        type: 'datetime2(3)',
        nullable: false,
        description: 'When the first batch was complete that brought the key.',
      },
      { name: 'batch_id', type: 'int', nullable: false, description: 'Last batch that brought it.' },
      { name: 'source_id', type: 'int', nullable: false, description: 'Last file that held it.' },
      {
        name: 'is_over',
        type: 'bit',
        nullable: false,
        description: 'It has waited in vain, and its row was refused; so are the rows that files go on to bring.',
      },
    ],
    // Without constraints, as in the history.
    primaryKey: [],
    unique: [],
    indexes: [key],
    foreignKeys: [],
  };
}
