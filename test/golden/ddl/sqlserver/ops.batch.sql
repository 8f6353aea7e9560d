CREATE TABLE ops.batch (
  batch_id int NOT NULL,
  entity nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  run_id int NOT NULL,
  status nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  staged_utc datetime2(3) NULL,
  published_utc datetime2(3) NULL,
  read_rows bigint NOT NULL,
  blank_rows bigint NOT NULL,
  duplicate_rows bigint NOT NULL,
  waiting_rows bigint NOT NULL,
  quarantined_rows bigint NOT NULL,
  inserted_rows bigint NOT NULL,
  updated_rows bigint NOT NULL,
  unchanged_rows bigint NOT NULL,
  superseded_rows bigint NOT NULL,
  deleted_rows bigint NULL,
  returned_rows bigint NULL,
  CONSTRAINT pk_batch PRIMARY KEY CLUSTERED (batch_id)
);
GO
