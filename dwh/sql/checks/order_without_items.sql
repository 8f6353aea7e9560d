-- order_without_items
-- Severity: report
-- Entity: order
-- Title: Orders without items
-- Meaning: The order has no items, so it adds to order counts but to no revenue. Usual for unavailable and canceled
--   orders; for others look for items that were refused or have not arrived.
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
    )
