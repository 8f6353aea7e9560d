CREATE TABLE ops.check_result (
  run_id INTEGER NOT NULL,
  check_name VARCHAR NOT NULL,
  entity VARCHAR NOT NULL,
  severity VARCHAR NOT NULL,
  failed_rows BIGINT NOT NULL,
  sample VARCHAR,
  checked_utc TIMESTAMP NOT NULL,
  CONSTRAINT pk_check_result PRIMARY KEY (run_id, check_name, entity)
);

COMMENT ON TABLE ops.check_result IS 'Results of checks.';

COMMENT ON COLUMN ops.check_result.run_id IS 'The run.';

COMMENT ON COLUMN ops.check_result.check_name IS 'The check.';

COMMENT ON COLUMN ops.check_result.entity IS 'The entity it is about.';

COMMENT ON COLUMN ops.check_result.severity IS 'quarantine, report or stop.';

COMMENT ON COLUMN ops.check_result.failed_rows IS 'Rows it found.';

COMMENT ON COLUMN ops.check_result.sample IS 'Up to five of them.';

COMMENT ON COLUMN ops.check_result.checked_utc IS 'When.';
