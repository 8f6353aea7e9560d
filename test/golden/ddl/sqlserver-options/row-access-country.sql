IF COALESCE(IS_ROLEMEMBER(N'storehouse_loader'), 0) = 0 AND COALESCE(IS_ROLEMEMBER(N'db_owner'), 0) = 0
  THROW 50000, N'Make this login a member of storehouse_loader first: it would not see what it has to load.', 1;
GO

IF SCHEMA_ID(N'security') IS NULL EXEC(N'CREATE SCHEMA security');
GO

IF OBJECT_ID(N'security.row_access') IS NULL
  CREATE TABLE security.row_access (
    member_name nvarchar(128) NOT NULL,
    country nvarchar(100) COLLATE Latin1_General_100_BIN2 NULL,
    seller_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
    CONSTRAINT uq_row_access UNIQUE CLUSTERED (member_name, country, seller_id),
    CONSTRAINT ck_row_access CHECK (country IS NOT NULL OR seller_id IS NOT NULL)
  );
GO

IF SCHEMA_ID(N'security') IS NOT NULL
BEGIN
  DROP SECURITY POLICY IF EXISTS security.row_access_policy;
  DROP FUNCTION IF EXISTS security.sees_country, security.sees_customer_id, security.sees_customer_key, security.sees_seller_id, security.sees_seller_key;
END;
GO

CREATE FUNCTION security.sees_country (@country nvarchar(100))
RETURNS TABLE
WITH SCHEMABINDING
AS
RETURN
  SELECT 1 AS is_visible
  WHERE IS_ROLEMEMBER(N'storehouse_loader') = 1
    OR IS_ROLEMEMBER(N'db_owner') = 1
    OR USER_NAME() = N'dbo'
    OR EXISTS (
      SELECT 1
      FROM security.row_access AS a
      WHERE a.country = @country
        AND (a.member_name = USER_NAME() OR IS_MEMBER(a.member_name) = 1)
    );
GO

CREATE FUNCTION security.sees_customer_id (@customer_id nvarchar(80))
RETURNS TABLE
WITH SCHEMABINDING
AS
RETURN
  SELECT 1 AS is_visible
  WHERE IS_ROLEMEMBER(N'storehouse_loader') = 1
    OR IS_ROLEMEMBER(N'db_owner') = 1
    OR USER_NAME() = N'dbo'
    OR EXISTS (
      SELECT 1
      FROM dim.customer AS d
      INNER JOIN security.row_access AS a ON a.country = d.country
      WHERE d.customer_id = @customer_id
        AND (a.member_name = USER_NAME() OR IS_MEMBER(a.member_name) = 1)
    );
GO

CREATE FUNCTION security.sees_customer_key (@customer_key int)
RETURNS TABLE
WITH SCHEMABINDING
AS
RETURN
  SELECT 1 AS is_visible
  WHERE IS_ROLEMEMBER(N'storehouse_loader') = 1
    OR IS_ROLEMEMBER(N'db_owner') = 1
    OR USER_NAME() = N'dbo'
    OR EXISTS (
      SELECT 1
      FROM dim.customer AS d
      INNER JOIN security.row_access AS a ON a.country = d.country
      WHERE d.customer_key = @customer_key
        AND (a.member_name = USER_NAME() OR IS_MEMBER(a.member_name) = 1)
    );
GO

CREATE SECURITY POLICY security.row_access_policy
  ADD FILTER PREDICATE security.sees_country(country) ON dim.customer,
  ADD FILTER PREDICATE security.sees_customer_id(customer_id) ON dim.customer_alias,
  ADD FILTER PREDICATE security.sees_customer_key(customer_key) ON fact.sales_order,
  ADD FILTER PREDICATE security.sees_customer_key(customer_key) ON fact.order_item,
  ADD FILTER PREDICATE security.sees_customer_key(customer_key) ON fact.payment,
  ADD FILTER PREDICATE security.sees_customer_key(customer_key) ON fact.review,
  ADD FILTER PREDICATE security.sees_customer_key(customer_key) ON fact.support_ticket
  WITH (STATE = ON);
GO
