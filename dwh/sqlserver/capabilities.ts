/** What servers that speak T-SQL do not all have. */
export interface SqlServerCapabilities {
  /** Clustered columnstore indexes; not in the small tiers of Azure SQL, not on Babelfish. */
  readonly columnstore: boolean;
  /** Foreign keys that are declared and not enforced. */
  readonly disabledForeignKeys: boolean;
  readonly dynamicMasking: boolean;
  readonly rowLevelSecurity: boolean;
  /** Columns of views can be described. Babelfish stores the description and then fails to find it. */
  readonly viewColumnDescriptions: boolean;
  /** A view does not hold what it reads: that can be dropped and made anew below it. Not so on PostgreSQL. */
  readonly looseViews: boolean;
}

/** SQL Server 2019 and later, and the larger tiers of Azure SQL. */
export const SQL_SERVER: SqlServerCapabilities = {
  columnstore: true,
  disabledForeignKeys: true,
  dynamicMasking: true,
  rowLevelSecurity: true,
  viewColumnDescriptions: true,
  looseViews: true,
};

/** What every server has that Storehouse runs on: nothing of it. */
export const LEAST: SqlServerCapabilities = {
  columnstore: false,
  disabledForeignKeys: false,
  dynamicMasking: false,
  rowLevelSecurity: false,
  viewColumnDescriptions: false,
  looseViews: false,
};

export interface CapabilityProbe {
  readonly name: keyof SqlServerCapabilities;
  /**
   * One batch. That it succeeds means yes, that the server refuses it means no. It needs no right beyond connecting,
   * leaves nothing behind, and is not for use inside a transaction.
   */
  readonly sql: string;
}

/** Temporary tables live in tempdb, whose tier is not the database's, so the tiers without columnstore are named. */
const COLUMNSTORE_PROBE = `IF CAST(DATABASEPROPERTYEX(DB_NAME(), N'ServiceObjective') AS nvarchar(40)) IN (N'Basic', N'S0', N'S1', N'S2')
  THROW 50000, N'This tier of Azure SQL has no columnstore indexes.', 1;
EXEC(N'CREATE TABLE #storehouse_columnstore (id int NOT NULL);
CREATE CLUSTERED COLUMNSTORE INDEX cci_storehouse_columnstore ON #storehouse_columnstore;
DROP TABLE #storehouse_columnstore;');`;

/** A temporary table ends with the EXEC that made it, even when the EXEC fails half-way. */
const DISABLED_FOREIGN_KEYS_PROBE = `EXEC(N'CREATE TABLE #storehouse_nocheck (id int NOT NULL);
ALTER TABLE #storehouse_nocheck NOCHECK CONSTRAINT ALL;
DROP TABLE #storehouse_nocheck;');`;

/** For what cannot be tried without leaving something behind or hurting the server. */
const NOT_BABELFISH_PROBE = `IF SERVERPROPERTY(N'BabelfishVersion') IS NOT NULL THROW 50000, N'This is Babelfish.', 1;`;

/**
 * How to find the capabilities out by asking the server. For what takes rights to use, the catalog is asked: who may
 * not create a mask or a policy can still see that the server knows them.
 */
export const capabilityProbes: readonly CapabilityProbe[] = [
  { name: 'columnstore', sql: COLUMNSTORE_PROBE },
  { name: 'disabledForeignKeys', sql: DISABLED_FOREIGN_KEYS_PROBE },
  { name: 'dynamicMasking', sql: 'SELECT TOP (1) m.object_id FROM sys.masked_columns AS m;' },
  { name: 'rowLevelSecurity', sql: 'SELECT TOP (1) p.object_id FROM sys.security_policies AS p;' },
  { name: 'viewColumnDescriptions', sql: NOT_BABELFISH_PROBE },
  { name: 'looseViews', sql: NOT_BABELFISH_PROBE },
];
