import type { SchemaScript } from '../load/dialect.ts';
import {
  batchTable,
  checkResultTable,
  completeFileTable,
  quarantineTable,
  runTable,
  schemaChangeTable,
  sourceColumnTable,
  sourceFileTable,
  stepTable,
} from '../model/ops-tables.ts';
import { qualifiedName, type Table } from '../model/table.ts';

export const LOADER_ROLE = 'storehouse_loader';
export const READER_ROLE = 'storehouse_reader';

/** They hold rows as the source wrote them, before anything is masked or filtered. */
const RAW_COLUMNS: readonly string[] = ['problems', 'raw_text', 'natural_key', 'earlier_problems', 'sample'];

const STATUS_TABLES = [
  runTable,
  stepTable,
  batchTable,
  sourceFileTable,
  completeFileTable,
  sourceColumnTable,
  checkResultTable,
];

/** Of these a reader sees all but the raw columns. */
const TABLES_WITH_ROWS = [quarantineTable, schemaChangeTable];

/** Run before data are hidden, by whoever applies the plan: a login that is subject to it would load wrongly. */
export const ASSERT_SEES_ALL = `IF COALESCE(IS_ROLEMEMBER(N'${LOADER_ROLE}'), 0) = 0 AND COALESCE(IS_ROLEMEMBER(N'db_owner'), 0) = 0
  THROW 50000, N'Make this login a member of ${LOADER_ROLE} first: it would not see what it has to load.', 1;`;

function createRole(name: string): string {
  return `IF DATABASE_PRINCIPAL_ID(N'${name}') IS NULL CREATE ROLE ${name}`;
}

const LOADER_GRANTS = `-- For loads into tables that are there: bulk loads into the heaps of stg need INSERT alone, locks are open to everybody.
-- Who changes the schema needs more: db_owner, or the rights that docs/servers.md lists.
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::ops TO ${LOADER_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::stg TO ${LOADER_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dim TO ${LOADER_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::fact TO ${LOADER_ROLE};
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::hist TO ${LOADER_ROLE};
GRANT SELECT ON SCHEMA::mart TO ${LOADER_ROLE};
GRANT SELECT ON SCHEMA::checks TO ${LOADER_ROLE};`;

function readerGrants(): string {
  const grantShown = (table: Table): string => {
    const shown = table.columns.map(({ name }) => name).filter((name) => !RAW_COLUMNS.includes(name));
    return `GRANT SELECT ON ${qualifiedName(table)} (${shown.join(', ')}) TO ${READER_ROLE};`;
  };
  return [
    '-- Reports, the star below them, and how the loads went. Not stg and hist, and of refused rows not what they said.',
    ...['mart', 'checks', 'dim', 'fact'].map((schema) => `GRANT SELECT ON SCHEMA::${schema} TO ${READER_ROLE};`),
    ...STATUS_TABLES.map((table) => `GRANT SELECT ON ${qualifiedName(table)} TO ${READER_ROLE};`),
    ...TABLES_WITH_ROWS.map(grantShown),
  ].join('\n');
}

/** Roles for the login that loads and for those who read. Nobody is made a member: that is for the DBA. */
export function rolesScript(): SchemaScript {
  return {
    name: 'roles',
    statements: [createRole(LOADER_ROLE), createRole(READER_ROLE), LOADER_GRANTS, readerGrants()],
  };
}
