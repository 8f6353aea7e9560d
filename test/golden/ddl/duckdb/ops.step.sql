CREATE TABLE ops.step (
  run_id INTEGER NOT NULL,
  step_number INTEGER NOT NULL,
  name VARCHAR NOT NULL,
  status VARCHAR NOT NULL,
  started_utc TIMESTAMP NOT NULL,
  duration_ms INTEGER NOT NULL,
  detail VARCHAR,
  CONSTRAINT pk_step PRIMARY KEY (run_id, step_number)
);

COMMENT ON TABLE ops.step IS 'Steps of runs.';

COMMENT ON COLUMN ops.step.run_id IS 'The run.';

COMMENT ON COLUMN ops.step.step_number IS 'Order within the run.';

COMMENT ON COLUMN ops.step.name IS 'What the step did, e.g. stage order_item.';

COMMENT ON COLUMN ops.step.status IS 'succeeded or failed.';

COMMENT ON COLUMN ops.step.started_utc IS 'Start.';

COMMENT ON COLUMN ops.step.duration_ms IS 'Duration in milliseconds.';

COMMENT ON COLUMN ops.step.detail IS 'What a person should know.';
