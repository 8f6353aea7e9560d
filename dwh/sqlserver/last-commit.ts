import type { Table } from '../model/table.ts';

export const lastCommitTable: Table = {
  schema: 'ops',
  name: 'last_commit',
  description: 'The last transaction that a writer committed, by which a connection lost during COMMIT is settled.',
  columns: [
    { name: 'slot', type: 'int', nullable: false, description: 'Place of the writer; each has one row.' },
    { name: 'token', type: 'nvarchar(36)', nullable: false, description: 'What names the transaction.' },
    { name: 'committed_utc', type: 'datetime2(3)', nullable: false, description: 'When it was about to commit.' },
  ],
  primaryKey: ['slot'],
  unique: [],
  indexes: [],
  foreignKeys: [],
};
