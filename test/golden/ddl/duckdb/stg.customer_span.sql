CREATE TABLE stg.customer_span (
  customer_id VARCHAR NOT NULL,
  since_utc TIMESTAMP NOT NULL,
  customer_key INTEGER,
  valid_from_utc TIMESTAMP,
  next_utc TIMESTAMP,
  new_number BIGINT NOT NULL,
  at_1 TIMESTAMP,
  newest_at_1 TIMESTAMP,
  seen_1 TIMESTAMP,
  newest_seen_1 TIMESTAMP,
  at_2 TIMESTAMP,
  newest_at_2 TIMESTAMP,
  seen_2 TIMESTAMP,
  newest_seen_2 TIMESTAMP
);

COMMENT ON TABLE stg.customer_span IS 'When versions in dim.customer begin and end.';

COMMENT ON COLUMN stg.customer_span.customer_id IS 'The customer''s own identifier.';

COMMENT ON COLUMN stg.customer_span.since_utc IS 'When the source changed the row; 1900-01-01 where it does not say.';

COMMENT ON COLUMN stg.customer_span.customer_key IS 'Surrogate key of the customer.; empty for a new version';

COMMENT ON COLUMN stg.customer_span.valid_from_utc IS 'First instant at which the version is valid.';

COMMENT ON COLUMN stg.customer_span.next_utc IS 'When the next version begins; empty for the last.';

COMMENT ON COLUMN stg.customer_span.new_number IS 'How many new versions there are up to this one.';

COMMENT ON COLUMN stg.customer_span.at_1 IS 'Last row of customer that tells of the version.';

COMMENT ON COLUMN stg.customer_span.newest_at_1 IS 'Newest row of customer that tells of the member.';

COMMENT ON COLUMN stg.customer_span.seen_1 IS 'Last word of complete files of customer on the version.';

COMMENT ON COLUMN stg.customer_span.newest_seen_1 IS 'Last word of complete files of customer on the member.';

COMMENT ON COLUMN stg.customer_span.at_2 IS 'Last row of profile that tells of the version.';

COMMENT ON COLUMN stg.customer_span.newest_at_2 IS 'Newest row of profile that tells of the member.';

COMMENT ON COLUMN stg.customer_span.seen_2 IS 'Last word of complete files of profile on the version.';

COMMENT ON COLUMN stg.customer_span.newest_seen_2 IS 'Last word of complete files of profile on the member.';
