CREATE TABLE ops.given_key (
  dimension nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  last_key int NOT NULL,
  CONSTRAINT pk_given_key PRIMARY KEY CLUSTERED (dimension)
);
GO
