IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'postal_code')
  ALTER TABLE dim.customer ALTER COLUMN postal_code DROP MASKED;
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'city')
  ALTER TABLE dim.customer ALTER COLUMN city DROP MASKED;
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'gender')
  ALTER TABLE dim.customer ALTER COLUMN gender DROP MASKED;
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'age')
  ALTER TABLE dim.customer ALTER COLUMN age DROP MASKED;
GO

IF EXISTS (SELECT 1 FROM sys.masked_columns AS m WHERE m.object_id = OBJECT_ID(N'dim.customer') AND m.name = N'loyalty_points')
  ALTER TABLE dim.customer ALTER COLUMN loyalty_points DROP MASKED;
GO

IF EXISTS (SELECT 1 FROM sys.database_permissions AS p
  WHERE p.permission_name = N'UNMASK' AND p.grantee_principal_id = DATABASE_PRINCIPAL_ID(N'storehouse_loader'))
  REVOKE UNMASK FROM storehouse_loader;
GO
