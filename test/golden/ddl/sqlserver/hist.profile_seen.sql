CREATE TABLE hist.profile_seen (
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  since_utc datetime2(3) NOT NULL,
  is_deleted bit NOT NULL,
  is_first bit NOT NULL,
  run_id int NOT NULL
);
GO

CREATE INDEX ix_profile_seen_customer_id_since_utc ON hist.profile_seen (customer_id, since_utc);
GO

CREATE INDEX ix_profile_seen_run_id ON hist.profile_seen (run_id);
GO
