import type { PersonalData } from '../../core/contract.ts';
import type { SchemaScript } from '../load/dialect.ts';
import { qualifiedName, type Table } from '../model/table.ts';
import { ASSERT_SEES_ALL, LOADER_ROLE } from './roles.ts';

const FUNCTIONS: Readonly<Record<PersonalData, string>> = {
  hidden: 'default()',
  start: 'partial(2, "xxx", 0)',
};

interface PersonalColumn {
  readonly table: string;
  readonly name: string;
  readonly personal: PersonalData;
}

/** Readers see dim and fact only; masks on stg would be in the way of the loads. */
function personalColumns(tables: readonly Table[]): readonly PersonalColumn[] {
  return tables
    .filter(({ schema }) => schema === 'dim' || schema === 'fact')
    .flatMap((table) =>
      table.columns.flatMap(({ name, personal }) =>
        personal === undefined ? [] : [{ table: qualifiedName(table), name, personal }],
      ),
    );
}

function dropMask({ table, name }: PersonalColumn): string {
  return `IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'${table}') AND m.name = N'${name}')
  ALTER TABLE ${table} ALTER COLUMN ${name} DROP MASKED;`;
}

/** A mask that is there is taken off first, so that a changed function takes effect. */
function addMask(column: PersonalColumn): string {
  const mask = `ALTER TABLE ${column.table} ALTER COLUMN ${column.name} ADD MASKED WITH (FUNCTION = '${FUNCTIONS[column.personal]}');`;
  return `${dropMask(column)}\n${mask}`;
}

/** Only where it was granted: a login that may not grant it could not revoke it, and then nothing would be applied. */
const REVOKE_UNMASK = `IF EXISTS (SELECT 1 FROM sys.database_permissions AS p
  WHERE p.permission_name = N'UNMASK' AND p.grantee_principal_id = DATABASE_PRINCIPAL_ID(N'${LOADER_ROLE}'))
  REVOKE UNMASK FROM ${LOADER_ROLE};`;

/**
 * Masks on the columns that the model calls personal, or none on them. Masks that somebody put on other columns are
 * left alone. The loader compares and copies real values, so it must see them.
 */
export function maskingScript(tables: readonly Table[], isOn: boolean): SchemaScript {
  const columns = personalColumns(tables);
  return {
    name: 'masking',
    statements: isOn
      ? [ASSERT_SEES_ALL, ...columns.map(addMask), `GRANT UNMASK TO ${LOADER_ROLE}`]
      : [...columns.map(dropMask), REVOKE_UNMASK],
  };
}
