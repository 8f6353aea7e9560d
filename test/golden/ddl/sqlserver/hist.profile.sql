CREATE TABLE hist.profile (
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NOT NULL,
  segment nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  preferred_language nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  loyalty_points int NULL,
  since_utc datetime2(3) NOT NULL,
  is_deleted bit NOT NULL,
  batch_id int NOT NULL,
  run_id int NOT NULL
);
GO

CREATE INDEX ix_profile_customer_id_since_utc ON hist.profile (customer_id, since_utc);
GO

CREATE INDEX ix_profile_run_id ON hist.profile (run_id);
GO
