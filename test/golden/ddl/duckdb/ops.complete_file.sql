CREATE TABLE ops.complete_file (
  batch_id INTEGER NOT NULL,
  source_id INTEGER NOT NULL,
  entity VARCHAR NOT NULL,
  as_of_utc TIMESTAMP NOT NULL,
  is_late BOOLEAN NOT NULL,
  is_known BOOLEAN NOT NULL,
  refused_rows BIGINT NOT NULL,
  max_deleted_share DECIMAL(9,4) NOT NULL,
  verdict VARCHAR,
  judged_run_id INTEGER,
  CONSTRAINT pk_complete_file PRIMARY KEY (batch_id, source_id)
);

COMMENT ON TABLE ops.complete_file IS 'Files that are their whole entity, each time one was read: keys they lack are deleted, keys they hold again return.';

COMMENT ON COLUMN ops.complete_file.batch_id IS 'The batch.';

COMMENT ON COLUMN ops.complete_file.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN ops.complete_file.entity IS 'The entity.';

COMMENT ON COLUMN ops.complete_file.as_of_utc IS 'The instant that it speaks of: its last change, but after that of the file before.';

COMMENT ON COLUMN ops.complete_file.is_late IS 'It is older than a file taken before it.';

COMMENT ON COLUMN ops.complete_file.is_known IS 'It was read again.';

COMMENT ON COLUMN ops.complete_file.refused_rows IS 'Its refused rows, of which each may be a key that seems to be missing.';

COMMENT ON COLUMN ops.complete_file.max_deleted_share IS 'Share of the keys that it may delete.';

COMMENT ON COLUMN ops.complete_file.verdict IS 'whole: it deleted what it lacks; else it deleted nothing and only let keys return: refused, because rows were refused; guard, because it lacks too many; late, because it came after a newer one. Empty until it is published.';

COMMENT ON COLUMN ops.complete_file.judged_run_id IS 'The run that published it.';
