CREATE TABLE dim.date (
  date_key INTEGER NOT NULL,
  date DATE,
  year_number INTEGER,
  quarter_number INTEGER,
  month_number INTEGER,
  month_name VARCHAR,
  month_start DATE,
  day_of_month INTEGER,
  day_of_week INTEGER,
  day_name VARCHAR,
  is_weekend BOOLEAN,
  iso_week INTEGER,
  iso_year INTEGER
);

COMMENT ON TABLE dim.date IS 'Calendar: one row per day of every year that the data touch; key -1 stands for "no date".';

COMMENT ON COLUMN dim.date.date_key IS 'yyyymmdd; -1 for no date.';

COMMENT ON COLUMN dim.date.date IS 'The day.';

COMMENT ON COLUMN dim.date.year_number IS 'Year, e.g. 2024.';

COMMENT ON COLUMN dim.date.quarter_number IS 'Quarter of the year, 1 to 4.';

COMMENT ON COLUMN dim.date.month_number IS 'Month of the year, 1 to 12.';

COMMENT ON COLUMN dim.date.month_name IS 'English name of the month.';

COMMENT ON COLUMN dim.date.month_start IS 'First day of the month; what reports group by.';

COMMENT ON COLUMN dim.date.day_of_month IS 'Day of the month, 1 to 31.';

COMMENT ON COLUMN dim.date.day_of_week IS 'ISO weekday, 1 for Monday to 7 for Sunday.';

COMMENT ON COLUMN dim.date.day_name IS 'English name of the weekday.';

COMMENT ON COLUMN dim.date.is_weekend IS 'Saturday or Sunday.';

COMMENT ON COLUMN dim.date.iso_week IS 'ISO 8601 week number, 1 to 53.';

COMMENT ON COLUMN dim.date.iso_year IS 'Year the ISO week belongs to.';
