CREATE TABLE stg.rejected_row (
  batch_id INTEGER NOT NULL,
  entity VARCHAR NOT NULL,
  source_id INTEGER NOT NULL,
  source_row BIGINT NOT NULL,
  reason_code VARCHAR NOT NULL,
  column_name VARCHAR,
  problems VARCHAR NOT NULL,
  raw_text VARCHAR NOT NULL,
  quarantined_utc TIMESTAMP NOT NULL,
  raw_form VARCHAR,
  natural_key VARCHAR,
  changed_at_utc TIMESTAMP
);

COMMENT ON TABLE stg.rejected_row IS 'Refused rows of batches that are being staged.';

COMMENT ON COLUMN stg.rejected_row.batch_id IS 'The batch it came with.';

COMMENT ON COLUMN stg.rejected_row.entity IS 'The entity it was to be.';

COMMENT ON COLUMN stg.rejected_row.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN stg.rejected_row.source_row IS 'Row number in the file.';

COMMENT ON COLUMN stg.rejected_row.reason_code IS 'Code of its first problem.';

COMMENT ON COLUMN stg.rejected_row.column_name IS 'Column of its first problem.';

COMMENT ON COLUMN stg.rejected_row.problems IS 'All its problems, one a line: column, code and detail.';

COMMENT ON COLUMN stg.rejected_row.raw_text IS 'The row as it was read.';

COMMENT ON COLUMN stg.rejected_row.quarantined_utc IS 'When it was refused first.';

COMMENT ON COLUMN stg.rejected_row.raw_form IS 'What raw_text is: text, shown, typed. Exact as in the file (of Parquet the mapped columns as JSON); with bytes that are not UTF-8 shown as \xNN; or JSON of typed values. Empty when refused before it was kept.';

COMMENT ON COLUMN stg.rejected_row.natural_key IS 'Its key, columns joined by |, where it and its time of change could be typed; empty when refused before it was kept.';

COMMENT ON COLUMN stg.rejected_row.changed_at_utc IS 'When the source changed it, where its key is kept and it says so.';
