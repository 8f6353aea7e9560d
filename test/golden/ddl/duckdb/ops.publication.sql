CREATE TABLE ops.publication (
  publication_id INTEGER NOT NULL,
  run_id INTEGER NOT NULL,
  kind VARCHAR NOT NULL,
  entity VARCHAR NOT NULL,
  published_utc TIMESTAMP NOT NULL,
  waiting_since_utc TIMESTAMP NOT NULL,
  CONSTRAINT pk_publication PRIMARY KEY (publication_id)
);

COMMENT ON TABLE ops.publication IS 'When staged rows of an entity went into the star, where that changed anything, and when a replay put refused rows back in staging: what a rebuild repeats.';

COMMENT ON COLUMN ops.publication.publication_id IS 'Number of the publication, in their order.';

COMMENT ON COLUMN ops.publication.run_id IS 'The run that published; each publishes an entity once, and replays it at most once.';

COMMENT ON COLUMN ops.publication.kind IS 'publish or replay.';

COMMENT ON COLUMN ops.publication.entity IS 'The entity.';

COMMENT ON COLUMN ops.publication.published_utc IS 'When.';

COMMENT ON COLUMN ops.publication.waiting_since_utc IS 'Rows that began to wait before this instant waited no longer.';
