IF COALESCE(IS_ROLEMEMBER(N'storehouse_loader'), 0) = 0 AND COALESCE(IS_ROLEMEMBER(N'db_owner'), 0) = 0
  THROW 50000, N'Make this login a member of storehouse_loader first: it would not see what it has to load.', 1;
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'postal_code')
  ALTER TABLE dim.customer ALTER COLUMN postal_code DROP MASKED;
ALTER TABLE dim.customer ALTER COLUMN postal_code ADD MASKED WITH (FUNCTION = 'partial(2, "xxx", 0)');
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'city')
  ALTER TABLE dim.customer ALTER COLUMN city DROP MASKED;
ALTER TABLE dim.customer ALTER COLUMN city ADD MASKED WITH (FUNCTION = 'default()');
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'gender')
  ALTER TABLE dim.customer ALTER COLUMN gender DROP MASKED;
ALTER TABLE dim.customer ALTER COLUMN gender ADD MASKED WITH (FUNCTION = 'default()');
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'age')
  ALTER TABLE dim.customer ALTER COLUMN age DROP MASKED;
ALTER TABLE dim.customer ALTER COLUMN age ADD MASKED WITH (FUNCTION = 'default()');
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'loyalty_points')
  ALTER TABLE dim.customer ALTER COLUMN loyalty_points DROP MASKED;
ALTER TABLE dim.customer ALTER COLUMN loyalty_points ADD MASKED WITH (FUNCTION = 'default()');
GO

GRANT UNMASK TO storehouse_loader;
GO
