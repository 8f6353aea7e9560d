CREATE TABLE ops.last_commit (
  slot int NOT NULL,
  token nvarchar(36) COLLATE Latin1_General_100_BIN2 NOT NULL,
  committed_utc datetime2(3) NOT NULL,
  CONSTRAINT pk_last_commit PRIMARY KEY CLUSTERED (slot)
);
GO
