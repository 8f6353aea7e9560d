CREATE TABLE ops.view_text (
  view_name nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  text_hash nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  CONSTRAINT pk_view_text PRIMARY KEY CLUSTERED (view_name)
);
GO
