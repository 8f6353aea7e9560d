CREATE TABLE ops.source_file (
  source_id INTEGER NOT NULL,
  feed VARCHAR NOT NULL,
  path VARCHAR NOT NULL,
  bytes BIGINT NOT NULL,
  content_hash VARCHAR NOT NULL,
  batch_id INTEGER NOT NULL,
  taken_utc TIMESTAMP NOT NULL,
  layout VARCHAR,
  modified_utc TIMESTAMP,
  CONSTRAINT pk_source_file PRIMARY KEY (source_id)
);

COMMENT ON TABLE ops.source_file IS 'Ledger of input files: each content is taken once per feed.';

COMMENT ON COLUMN ops.source_file.source_id IS 'Number of the file; the order in which files were first taken.';

COMMENT ON COLUMN ops.source_file.feed IS 'The feed that reads it.';

COMMENT ON COLUMN ops.source_file.path IS 'Path within the source''s directory.';

COMMENT ON COLUMN ops.source_file.bytes IS 'Size.';

COMMENT ON COLUMN ops.source_file.content_hash IS 'SHA-256 of the content.';

COMMENT ON COLUMN ops.source_file.batch_id IS 'The batch that took it first.';

COMMENT ON COLUMN ops.source_file.taken_utc IS 'When that batch was complete.';

COMMENT ON COLUMN ops.source_file.layout IS 'Its format and columns as JSON, by which its refused rows can be typed again; empty when taken before it was kept.';

COMMENT ON COLUMN ops.source_file.modified_utc IS 'When the file was last changed; empty when taken before it was kept.';
