/**
 * Behind the target of an INSERT or DELETE on a staging table. SQL Server gives the pages of deleted rows of a heap back
 * only under a lock of the whole table, or the heap would grow with every load; and it writes little to its log then.
 * Nobody but the one writer touches staging. DuckDB has no such hint and is not shown it.
 */
export const TABLE_LOCK = ' WITH (TABLOCK)';
