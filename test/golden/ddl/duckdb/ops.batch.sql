CREATE TABLE ops.batch (
  batch_id INTEGER NOT NULL,
  entity VARCHAR NOT NULL,
  run_id INTEGER NOT NULL,
  status VARCHAR NOT NULL,
  staged_utc TIMESTAMP,
  published_utc TIMESTAMP,
  read_rows BIGINT NOT NULL,
  blank_rows BIGINT NOT NULL,
  duplicate_rows BIGINT NOT NULL,
  waiting_rows BIGINT NOT NULL,
  quarantined_rows BIGINT NOT NULL,
  inserted_rows BIGINT NOT NULL,
  updated_rows BIGINT NOT NULL,
  unchanged_rows BIGINT NOT NULL,
  superseded_rows BIGINT NOT NULL,
  deleted_rows BIGINT,
  returned_rows BIGINT,
  CONSTRAINT pk_batch PRIMARY KEY (batch_id)
);

COMMENT ON TABLE ops.batch IS 'Batches: what one run staged of one entity. Each input row is counted in exactly one class.';

COMMENT ON COLUMN ops.batch.batch_id IS 'Number of the batch.';

COMMENT ON COLUMN ops.batch.entity IS 'The entity.';

COMMENT ON COLUMN ops.batch.run_id IS 'The run that staged it.';

COMMENT ON COLUMN ops.batch.status IS 'loading (garbage unless its run is alive), staged, published, or abandoned by a run that was stopped.';

COMMENT ON COLUMN ops.batch.staged_utc IS 'When it was complete.';

COMMENT ON COLUMN ops.batch.published_utc IS 'When its rows were in the star.';

COMMENT ON COLUMN ops.batch.read_rows IS 'Input rows.';

COMMENT ON COLUMN ops.batch.blank_rows IS 'Input rows that are blank.';

COMMENT ON COLUMN ops.batch.duplicate_rows IS 'Input rows that are duplicate.';

COMMENT ON COLUMN ops.batch.waiting_rows IS 'Input rows that are waiting.';

COMMENT ON COLUMN ops.batch.quarantined_rows IS 'Input rows that are quarantined.';

COMMENT ON COLUMN ops.batch.inserted_rows IS 'Input rows that are inserted.';

COMMENT ON COLUMN ops.batch.updated_rows IS 'Input rows that are updated.';

COMMENT ON COLUMN ops.batch.unchanged_rows IS 'Input rows that are unchanged.';

COMMENT ON COLUMN ops.batch.superseded_rows IS 'Input rows that are superseded.';

COMMENT ON COLUMN ops.batch.deleted_rows IS 'Stored rows that its complete files no longer hold; no input rows. Empty before it was kept.';

COMMENT ON COLUMN ops.batch.returned_rows IS 'Deleted rows that its complete files hold again; no input rows of their own. Empty before it was kept.';
