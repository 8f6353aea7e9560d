CREATE TABLE ops.publication (
  publication_id int NOT NULL,
  run_id int NOT NULL,
  kind nvarchar(10) COLLATE Latin1_General_100_BIN2 NOT NULL,
  entity nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  published_utc datetime2(3) NOT NULL,
  waiting_since_utc datetime2(3) NOT NULL,
  CONSTRAINT pk_publication PRIMARY KEY CLUSTERED (publication_id)
);
GO
