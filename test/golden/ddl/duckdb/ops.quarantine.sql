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
  raw_form VARCHAR,
  natural_key VARCHAR,
  changed_at_utc TIMESTAMP,
  status VARCHAR NOT NULL,
  attempts INTEGER,
  tried_run_id INTEGER,
  tried_utc TIMESTAMP,
  outcome VARCHAR,
  is_overtaken BOOLEAN,
  earlier_problems VARCHAR,
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

COMMENT ON COLUMN ops.quarantine.quarantined_utc IS 'When it was refused first.';

COMMENT ON COLUMN ops.quarantine.raw_form IS 'What raw_text is: text, shown, typed. Exact as in the file (of Parquet the mapped columns as JSON); with bytes that are not UTF-8 shown as \xNN; or JSON of typed values. Empty when refused before it was kept.';

COMMENT ON COLUMN ops.quarantine.natural_key IS 'Its key, columns joined by |, where it and its time of change could be typed; empty when refused before it was kept.';

COMMENT ON COLUMN ops.quarantine.changed_at_utc IS 'When the source changed it, where its key is kept and it says so.';

COMMENT ON COLUMN ops.quarantine.status IS 'open; replayed once a replay let it in; read_again once its file was read again, replaced once its file had another content, which then said anew what is refused.';

COMMENT ON COLUMN ops.quarantine.attempts IS 'How often it was replayed; empty for never.';

COMMENT ON COLUMN ops.quarantine.tried_run_id IS 'Run that replayed it last.';

COMMENT ON COLUMN ops.quarantine.tried_utc IS 'When it was replayed last, or refused again after it had waited.';

COMMENT ON COLUMN ops.quarantine.outcome IS 'Class that it fell into once it was let in.';

COMMENT ON COLUMN ops.quarantine.is_overtaken IS 'A newer row of its key and time of change went into the star while it was refused, so that it changes nothing stored; empty otherwise.';

COMMENT ON COLUMN ops.quarantine.earlier_problems IS 'The problems it had before, where a replay found others; oldest first.';
