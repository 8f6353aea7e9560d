CREATE TABLE ops.source_file (
  source_id int NOT NULL,
  feed nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  path nvarchar(400) COLLATE Latin1_General_100_BIN2 NOT NULL,
  bytes bigint NOT NULL,
  content_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  batch_id int NOT NULL,
  taken_utc datetime2(3) NOT NULL,
  layout nvarchar(max) COLLATE Latin1_General_100_BIN2 NULL,
  modified_utc datetime2(3) NULL,
  CONSTRAINT pk_source_file PRIMARY KEY CLUSTERED (source_id)
);
GO
