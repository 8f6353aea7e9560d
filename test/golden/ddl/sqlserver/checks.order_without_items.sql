DROP VIEW IF EXISTS checks.order_without_items;
GO

CREATE VIEW checks.order_without_items AS
SELECT
    CAST(o.order_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'The order has no items; its status is ',
        CASE WHEN o.order_status_key = -1 THEN N'(unknown)' ELSE COALESCE(s.order_status, N'(unknown)') END, N'.'
    ) AS nvarchar(400)) AS detail
FROM fact.sales_order AS o
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
WHERE o.is_deleted <> CAST(1 AS bit)
    AND NOT EXISTS (
        SELECT 1 FROM fact.order_item AS x WHERE x.order_key = o.order_key AND x.is_deleted <> CAST(1 AS bit)
    );
GO
