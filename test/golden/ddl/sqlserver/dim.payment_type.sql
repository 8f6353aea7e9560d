CREATE TABLE dim.payment_type (
  payment_type_key int NOT NULL,
  payment_type nvarchar(40) COLLATE Latin1_General_100_BIN2 NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_payment_type PRIMARY KEY CLUSTERED (payment_type_key),
  CONSTRAINT uq_payment_type UNIQUE (payment_type)
);
GO
