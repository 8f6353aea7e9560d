-- unlisted_order_status
-- Severity: report
-- Entity: order
-- Title: Order statuses that nobody listed
-- Meaning: Orders carry a status that the model does not list (its sort_order is 99), or none. Their items count as
--   revenue, because only canceled and unavailable do not. If the status is another spelling of one of those, map it
--   in the feed; if it is new, list it in the model.
SELECT
    CAST(CASE
        WHEN c.order_status_key = -1 THEN N'(unknown)'
        ELSE COALESCE(s.order_status, N'(unknown)')
    END AS nvarchar(400)) AS subject,
    CAST(CONCAT(N'Orders with this status: ', c.orders, N'. Their items count as revenue.') AS nvarchar(400)) AS detail
FROM (
    SELECT o.order_status_key, CAST(COUNT(*) AS bigint) AS orders
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS bit)
    GROUP BY o.order_status_key
) AS c
LEFT JOIN dim.order_status AS s ON s.order_status_key = c.order_status_key
WHERE c.order_status_key = -1 OR s.sort_order = 99
