CREATE TABLE ops.quarantine (
  quarantine_id INTEGER NOT NULL,
  batch_id INTEGER NOT NULL,
  entity VARCHAR NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  reason_code VARCHAR NOT NULL,
  column_name VARCHAR,
  problems VARCHAR NOT NULL,
  raw_text VARCHAR NOT NULL,
  quarantined_utc TIMESTAMP NOT NULL,
  status VARCHAR NOT NULL,
  CONSTRAINT pk_quarantine PRIMARY KEY (quarantine_id)
);

COMMENT ON TABLE ops.quarantine IS 'Input rows that were not let in, each once, with every problem it has.';

COMMENT ON COLUMN ops.quarantine.quarantine_id IS 'Number of the refused row.';

COMMENT ON COLUMN ops.quarantine.batch_id IS 'The batch it came with.';

COMMENT ON COLUMN ops.quarantine.entity IS 'The entity it was to be.';

COMMENT ON COLUMN ops.quarantine.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN ops.quarantine.source_row IS 'Row number in the file.';

COMMENT ON COLUMN ops.quarantine.reason_code IS 'Code of its first problem.';

COMMENT ON COLUMN ops.quarantine.column_name IS 'Column of its first problem.';

COMMENT ON COLUMN ops.quarantine.problems IS 'All its problems, one a line: column, code and detail.';

COMMENT ON COLUMN ops.quarantine.raw_text IS 'The row as it was read.';

COMMENT ON COLUMN ops.quarantine.quarantined_utc IS 'When.';

COMMENT ON COLUMN ops.quarantine.status IS 'open, or read_again once its file was read again and said anew what it refuses.';
