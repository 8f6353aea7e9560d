IF DATABASE_PRINCIPAL_ID(N'storehouse_loader') IS NULL CREATE ROLE storehouse_loader;
GO

IF DATABASE_PRINCIPAL_ID(N'storehouse_reader') IS NULL CREATE ROLE storehouse_reader;
GO

-- For loads into tables that are there: bulk loads into the heaps of stg need INSERT alone, locks are open to everybody.
-- Who changes the schema needs more: db_owner, or the rights that docs/servers.md lists.
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::ops TO storehouse_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::stg TO storehouse_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::dim TO storehouse_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::fact TO storehouse_loader;
GRANT SELECT, INSERT, UPDATE, DELETE ON SCHEMA::hist TO storehouse_loader;
GRANT SELECT ON SCHEMA::mart TO storehouse_loader;
GRANT SELECT ON SCHEMA::checks TO storehouse_loader;
GO

-- Reports, the star below them, and how the loads went. Not stg and hist, and of refused rows not what they said.
GRANT SELECT ON SCHEMA::mart TO storehouse_reader;
GRANT SELECT ON SCHEMA::checks TO storehouse_reader;
GRANT SELECT ON SCHEMA::dim TO storehouse_reader;
GRANT SELECT ON SCHEMA::fact TO storehouse_reader;
GRANT SELECT ON ops.run TO storehouse_reader;
GRANT SELECT ON ops.step TO storehouse_reader;
GRANT SELECT ON ops.batch TO storehouse_reader;
GRANT SELECT ON ops.source_file TO storehouse_reader;
GRANT SELECT ON ops.complete_file TO storehouse_reader;
GRANT SELECT ON ops.source_column TO storehouse_reader;
GRANT SELECT ON ops.check_result TO storehouse_reader;
GRANT SELECT ON ops.quarantine (quarantine_id, batch_id, entity, source_id, source_row, reason_code, column_name, quarantined_utc, raw_form, changed_at_utc, status, attempts, tried_run_id, tried_utc, outcome, is_overtaken) TO storehouse_reader;
GRANT SELECT ON ops.schema_change (change_id, run_id, batch_id, feed, source_id, path, column_name, change_kind, contract_mode, affected_rows, description, met_utc) TO storehouse_reader;
GO
