CREATE TABLE dim.channel (
  channel_key int NOT NULL,
  channel nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_channel PRIMARY KEY CLUSTERED (channel_key),
  CONSTRAINT uq_channel UNIQUE (channel)
);
GO
