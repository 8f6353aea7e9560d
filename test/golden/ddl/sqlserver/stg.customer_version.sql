CREATE TABLE stg.customer_version (
  customer_key int NOT NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
  subscribed_date date NULL,
  country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  country_code nvarchar(8) COLLATE Latin1_General_100_BIN2 NULL,
  postal_code nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  city nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
  gender nvarchar(20) COLLATE Latin1_General_100_BIN2 NULL,
  age int NULL,
  geography_key int NULL,
  changed_at_utc datetime2(3) NULL,
  since_utc datetime2(3) NULL,
  valid_from_utc datetime2(3) NOT NULL,
  valid_to_utc datetime2(3) NOT NULL,
  is_current bit NOT NULL,
  is_deleted bit NOT NULL,
  last_utc datetime2(3) NOT NULL,
  is_new bit NOT NULL
);
GO
