CREATE TABLE ops.source_column (
  feed VARCHAR NOT NULL,
  column_name VARCHAR NOT NULL,
  physical_type VARCHAR NOT NULL,
  is_current BOOLEAN NOT NULL,
  first_source_id INTEGER NOT NULL,
  first_run_id INTEGER NOT NULL,
  first_seen_utc TIMESTAMP NOT NULL,
  CONSTRAINT pk_source_column PRIMARY KEY (feed, column_name, physical_type)
);

COMMENT ON TABLE ops.source_column IS 'What the columns of a feed''s files have looked like; a file that differs is a row of ops.schema_change.';

COMMENT ON COLUMN ops.source_column.feed IS 'The feed.';

COMMENT ON COLUMN ops.source_column.column_name IS 'The file''s column; its first 100 characters.';

COMMENT ON COLUMN ops.source_column.physical_type IS 'Its type, where the format has types, else text; missing: mapped and not there; refused: new, and rows with a value there are refused.';

COMMENT ON COLUMN ops.source_column.is_current IS 'Whether the file read last had it so.';

COMMENT ON COLUMN ops.source_column.first_source_id IS 'The first file that had it so, as in ops.source_file.';

COMMENT ON COLUMN ops.source_column.first_run_id IS 'The run that read it.';

COMMENT ON COLUMN ops.source_column.first_seen_utc IS 'When.';
