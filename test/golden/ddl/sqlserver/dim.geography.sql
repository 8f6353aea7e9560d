CREATE TABLE dim.geography (
  geography_key int NOT NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NOT NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  latitude decimal(9, 6) NULL,
  longitude decimal(9, 6) NULL,
  is_deleted bit NOT NULL,
  is_inferred bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_geography PRIMARY KEY CLUSTERED (geography_key),
  CONSTRAINT uq_geography UNIQUE (country, postal_code, city)
);
GO
