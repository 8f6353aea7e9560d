CREATE TABLE stg.row_class (
  batch_id int NOT NULL,
  row_id int NOT NULL,
  row_class nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL
);
GO
