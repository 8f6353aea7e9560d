CREATE TABLE ops.schema_change (
  change_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  feed VARCHAR NOT NULL,
  source_id INTEGER NOT NULL,
  path VARCHAR NOT NULL,
  column_name VARCHAR NOT NULL,
  change_kind VARCHAR NOT NULL,
  contract_mode VARCHAR NOT NULL,
  affected_rows BIGINT,
  description VARCHAR NOT NULL,
  sample VARCHAR,
  met_utc TIMESTAMP NOT NULL,
  CONSTRAINT pk_schema_change PRIMARY KEY (change_id)
);

COMMENT ON TABLE ops.schema_change IS 'Differences between files and those before them, or what their mapping asks for, each once when it was met.';

COMMENT ON COLUMN ops.schema_change.change_id IS 'Number of the change.';

COMMENT ON COLUMN ops.schema_change.run_id IS 'The run that met it.';

COMMENT ON COLUMN ops.schema_change.batch_id IS 'The batch the file is in.';

COMMENT ON COLUMN ops.schema_change.feed IS 'The feed that reads the file.';

COMMENT ON COLUMN ops.schema_change.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN ops.schema_change.path IS 'Path of the file within the source''s directory.';

COMMENT ON COLUMN ops.schema_change.column_name IS 'The file''s column; its first 100 characters.';

COMMENT ON COLUMN ops.schema_change.change_kind IS 'new_column, missing_column or changed_type.';

COMMENT ON COLUMN ops.schema_change.contract_mode IS 'What the contract said to do: evolve, freeze or quarantine.';

COMMENT ON COLUMN ops.schema_change.affected_rows IS 'Input rows it changed or refused; NULL where they are not counted.';

COMMENT ON COLUMN ops.schema_change.description IS 'What is different and what was done.';

COMMENT ON COLUMN ops.schema_change.sample IS 'A value and why it is not of the type.';

COMMENT ON COLUMN ops.schema_change.met_utc IS 'When the batch was complete.';
