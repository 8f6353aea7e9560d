IF SCHEMA_ID(N'security') IS NOT NULL
BEGIN
  DROP SECURITY POLICY IF EXISTS security.row_access_policy;
  DROP FUNCTION IF EXISTS security.sees_country, security.sees_customer_id, security.sees_customer_key, security.sees_seller_id, security.sees_seller_key;
END;
GO
