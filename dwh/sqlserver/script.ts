const HEAD = `-- Brings the warehouse to the model. Run it in SSMS, or with sqlcmd, in the database of the warehouse.
-- It is one transaction: if a batch fails, nothing of it is kept, and the batches after it are not run.
SET XACT_ABORT ON;
-- Views, functions and procedures keep these two as they were created with. sqlcmd has the first one off.
SET QUOTED_IDENTIFIER ON;
SET ANSI_NULLS ON;
GO
BEGIN TRANSACTION;
GO
`;

/** Clients go on with the next batch after an error, so each batch is followed by a look at how it went. */
const BATCH_END = `GO
IF @@ERROR <> 0 OR @@TRANCOUNT = 0 SET NOEXEC ON;
GO
`;

/** SET NOEXEC OFF is carried out in any case; what failed has left a transaction open or none. */
const TAIL = `COMMIT TRANSACTION;
GO
SET NOEXEC OFF;
GO
IF @@TRANCOUNT > 0 ROLLBACK TRANSACTION;
GO
`;

/** A script of batches, as a DBA's tools run it. */
export function scriptOf(statements: readonly string[]): string {
  return [HEAD, ...statements.map((sql) => `${terminated(sql)}\n${BATCH_END}`), TAIL].join('\n');
}

/** Statements that end in a semicolon already are batches of several. */
export function terminated(sql: string): string {
  return sql.endsWith(';') ? sql : `${sql};`;
}
