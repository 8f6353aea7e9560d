CREATE TABLE ops.run (
  run_id INTEGER NOT NULL,
  command VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  started_utc TIMESTAMP NOT NULL,
  ended_utc TIMESTAMP,
  error_code VARCHAR,
  error_message VARCHAR,
  CONSTRAINT pk_run PRIMARY KEY (run_id)
);

COMMENT ON TABLE ops.run IS 'Runs of the pipeline.';

COMMENT ON COLUMN ops.run.run_id IS 'Number of the run.';

COMMENT ON COLUMN ops.run.command IS 'What was asked for.';

COMMENT ON COLUMN ops.run.status IS 'running, succeeded, failed or interrupted.';

COMMENT ON COLUMN ops.run.started_utc IS 'Start.';

COMMENT ON COLUMN ops.run.ended_utc IS 'End.';

COMMENT ON COLUMN ops.run.error_code IS 'Code of the error that ended it.';

COMMENT ON COLUMN ops.run.error_message IS 'Message of the error that ended it.';
