import type { SchemaScript, ViewDefinition } from '../load/dialect.ts';
import type { SCHEMAS, Table } from '../model/table.ts';
import type { SqlServerCapabilities } from './capabilities.ts';
import { unicodeText } from './text.ts';

const SCHEMA_DESCRIPTIONS: Readonly<Record<(typeof SCHEMAS)[number], string>> = {
  ops: 'What the loads did: runs, batches, files, refused rows.',
  dim: 'Dimensions of the star.',
  fact: 'Facts of the star.',
  hist: 'All that the sources said of members with history. Versions are worked out from it. Not for reports.',
  stg: 'Rows on their way into the star. Not for reports.',
  mart: 'Report views.',
  checks: 'One view per check of the loaded data; its rows are what the check finds now.',
};

const PROCEDURE = 'ops.set_description';

/**
 * The parameter cuts at 3,750 characters: an extended property holds 7,500 bytes. Class 3 is a schema, class 1 an object
 * and, with a minor_id, its column.
 */
const CREATE_PROCEDURE = `CREATE PROCEDURE ${PROCEDURE}
  @schema nvarchar(128), @kind nvarchar(128), @object nvarchar(128), @column nvarchar(128), @description nvarchar(3750)
AS
BEGIN
  DECLARE @id int = CASE WHEN @object IS NULL THEN SCHEMA_ID(@schema) ELSE OBJECT_ID(CONCAT(@schema, N'.', @object)) END;
  DECLARE @class int = CASE WHEN @object IS NULL THEN 3 ELSE 1 END;
  DECLARE @column_id int = CASE WHEN @column IS NULL THEN 0 ELSE COLUMNPROPERTY(@id, @column, 'ColumnId') END;
  DECLARE @part nvarchar(128) = CASE WHEN @column IS NOT NULL THEN N'COLUMN' END;
  IF EXISTS (
    SELECT 1
    FROM sys.extended_properties AS p
    WHERE p.name = N'MS_Description' AND p.class = @class AND p.major_id = @id AND p.minor_id = @column_id
  )
    EXEC sys.sp_updateextendedproperty
      N'MS_Description', @description, N'SCHEMA', @schema, @kind, @object, @part, @column;
  ELSE
    EXEC sys.sp_addextendedproperty
      N'MS_Description', @description, N'SCHEMA', @schema, @kind, @object, @part, @column;
END`;

interface DescribedObject {
  readonly schema: string;
  readonly kind: 'TABLE' | 'VIEW';
  readonly name: string;
  readonly description: string;
  readonly columns: readonly { readonly name: string; readonly description: string }[];
}

function describe(place: readonly (string | null)[], description: string): string {
  const names = place.map((name) => (name === null ? 'NULL' : unicodeText(name)));
  return `EXEC ${PROCEDURE} ${[...names, unicodeText(description)].join(', ')};`;
}

function describeObject({ schema, kind, name, description, columns }: DescribedObject): string {
  const place = [schema, kind, name];
  return [
    describe([...place, null], description),
    ...columns.map((column) => describe([...place, column.name], column.description)),
  ].join('\n');
}

function describedView({ name, description, columns }: ViewDefinition, withColumns: boolean): DescribedObject {
  const [schema = '', view = ''] = name.split('.');
  return { schema, kind: 'VIEW', name: view, description, columns: withColumns ? columns : [] };
}

/** Descriptions as extended properties, where SSMS shows them. The procedure that sets them is there only meanwhile. */
export function descriptionsScript(
  { viewColumnDescriptions }: SqlServerCapabilities,
  tables: readonly Table[],
  views: readonly ViewDefinition[],
): SchemaScript {
  const objects = [
    ...tables.map((table): DescribedObject => ({ ...table, kind: 'TABLE' })),
    ...views.map((view) => describedView(view, viewColumnDescriptions)),
  ];
  const schemas = Object.entries(SCHEMA_DESCRIPTIONS).map(([schema, text]) =>
    describe([schema, null, null, null], text),
  );
  return {
    name: 'descriptions',
    statements: [
      `DROP PROCEDURE IF EXISTS ${PROCEDURE}`,
      CREATE_PROCEDURE,
      schemas.join('\n'),
      ...objects.map(describeObject),
      `DROP PROCEDURE ${PROCEDURE}`,
    ],
  };
}
