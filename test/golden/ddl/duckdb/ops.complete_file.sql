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
  CONSTRAINT pk_complete_file PRIMARY KEY (batch_id, source_id)
);

COMMENT ON TABLE ops.complete_file IS 'Files that are their whole entity, each time one was read: keys they lack are deleted, keys they hold again return.';

COMMENT ON COLUMN ops.complete_file.batch_id IS 'The batch.';

COMMENT ON COLUMN ops.complete_file.source_id IS 'The file, as in ops.source_file.';

COMMENT ON COLUMN ops.complete_file.entity IS 'The entity.';

COMMENT ON COLUMN ops.complete_file.as_of_utc IS 'The instant that it speaks of: its last change, but after that of the file before.';

COMMENT ON COLUMN ops.complete_file.is_late IS 'It is older than a file taken before it, and says nothing of what is there now.';

COMMENT ON COLUMN ops.complete_file.is_known IS 'It was read again.';

COMMENT ON COLUMN ops.complete_file.refused_rows IS 'Its refused rows, of which each may be a key that seems to be missing.';

COMMENT ON COLUMN ops.complete_file.max_deleted_share IS 'Share of the keys that it may delete.';

COMMENT ON COLUMN ops.complete_file.verdict IS 'whole: it deleted what it lacks; refused or guard: it only let keys return, because rows were refused or it lacks too many; late: it did neither; empty until it is published.';
