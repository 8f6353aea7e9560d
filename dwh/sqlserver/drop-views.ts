import type { SqlServerCapabilities } from './capabilities.ts';

/** One statement, because views that read each other can only go together. What is not there is no error. */
function dropViews(condition: string): string {
  return `DECLARE @views nvarchar(max) = (
  SELECT STRING_AGG(CAST(CONCAT(s.name, N'.', v.name) AS nvarchar(max)), N', ')
  FROM sys.views AS v
  INNER JOIN sys.schemas AS s ON s.schema_id = v.schema_id
  WHERE s.name IN (N'mart', N'checks')${condition}
);
IF @views IS NOT NULL EXEC(N'DROP VIEW ' + @views);`;
}

/** Before something below the views is dropped, on a server where views hold what they read. */
export function dropAllViews({ looseViews }: SqlServerCapabilities): readonly string[] {
  return looseViews ? [] : [dropViews('')];
}

/** Where views hold each other, those made after it go too: the ones that read it are among them. */
export function dropView({ looseViews }: SqlServerCapabilities, name: string): string {
  return looseViews ? `DROP VIEW IF EXISTS ${name}` : dropViews(` AND v.object_id >= OBJECT_ID(N'${name}')`);
}
