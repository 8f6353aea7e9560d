CREATE TABLE dim.date (
  date_key int NOT NULL,
  date date NULL,
  year_number int NULL,
  quarter_number int NULL,
  month_number int NULL,
  month_name nvarchar(9) COLLATE Latin1_General_100_BIN2 NULL,
  month_start date NULL,
  day_of_month int NULL,
  day_of_week int NULL,
  day_name nvarchar(9) COLLATE Latin1_General_100_BIN2 NULL,
  is_weekend bit NULL,
  iso_week int NULL,
  iso_year int NULL,
  CONSTRAINT pk_date PRIMARY KEY CLUSTERED (date_key)
);
GO
