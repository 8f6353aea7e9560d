-- order_without_payment
-- Severity: report
-- Entity: order
-- Title: Orders without payments
-- Meaning: The order has no payment of any status. Usual while an order is new; for shipped and delivered orders look
--   for payments that were refused or have not arrived.
SELECT
    CAST(o.order_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'The order has no payments; its status is ',
        CASE WHEN o.order_status_key = -1 THEN N'(unknown)' ELSE COALESCE(s.order_status, N'(unknown)') END, N'.'
    ) AS nvarchar(400)) AS detail
FROM fact.sales_order AS o
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
WHERE o.is_deleted <> CAST(1 AS bit)
    AND NOT EXISTS (
        SELECT 1 FROM fact.payment AS x WHERE x.order_key = o.order_key AND x.is_deleted <> CAST(1 AS bit)
    )
