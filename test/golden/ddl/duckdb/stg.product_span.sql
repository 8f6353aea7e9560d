CREATE TABLE stg.product_span (
  product_id VARCHAR NOT NULL,
  since_utc TIMESTAMP NOT NULL,
  product_key INTEGER,
  valid_from_utc TIMESTAMP,
  next_utc TIMESTAMP,
  new_number BIGINT NOT NULL,
  at_1 TIMESTAMP,
  newest_at_1 TIMESTAMP,
  seen_1 TIMESTAMP,
  newest_seen_1 TIMESTAMP
);

COMMENT ON TABLE stg.product_span IS 'When versions in dim.product begin and end.';

COMMENT ON COLUMN stg.product_span.product_id IS 'The product''s identifier.';

COMMENT ON COLUMN stg.product_span.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN stg.product_span.product_key IS 'Surrogate key of the product.; empty for a new version';

COMMENT ON COLUMN stg.product_span.valid_from_utc IS 'First instant at which the version is valid.';

COMMENT ON COLUMN stg.product_span.next_utc IS 'When the next version begins; empty for the last.';

COMMENT ON COLUMN stg.product_span.new_number IS 'How many new versions there are up to this one.';

COMMENT ON COLUMN stg.product_span.at_1 IS 'Last row of product that tells of the version.';

COMMENT ON COLUMN stg.product_span.newest_at_1 IS 'Newest row of product that tells of the member.';

COMMENT ON COLUMN stg.product_span.seen_1 IS 'Last word of complete files of product on the version.';

COMMENT ON COLUMN stg.product_span.newest_seen_1 IS 'Last word of complete files of product on the member.';
