CREATE TABLE ops.bronze (
  archive_id nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
  rebuilt_from nvarchar(36) COLLATE Latin1_General_100_BIN2 NULL,
  CONSTRAINT pk_bronze PRIMARY KEY CLUSTERED (archive_id)
);
GO
