DROP VIEW IF EXISTS checks.unknown_customer;
GO

CREATE VIEW checks.unknown_customer AS
SELECT
    CAST(o.order_id AS nvarchar(400)) AS subject,
    CAST(N'The order names no customer.' AS nvarchar(400)) AS detail
FROM fact.sales_order AS o
WHERE o.customer_key = -1 AND o.is_deleted <> CAST(1 AS bit);
GO
