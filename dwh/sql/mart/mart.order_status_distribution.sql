-- mart.order_status_distribution
-- Purpose: Where orders stand: how many have which status.
-- Grain: one row per order status with at least one order
-- Figure orders: orders whose latest status it is.
-- Figure share: orders of the status divided by all orders.
-- Column order_status: Status as the orders name it, or (unknown).
-- Column sort_order: Place of the status in the life of an order, for sorting.
-- Column counts_as_revenue: Whether the items of these orders count as revenue.
-- Column orders: Orders.
-- Column share_of_orders: Share of all orders, 0 to 1, rounded to four digits.
WITH counted AS (
    SELECT
        o.order_status_key,
        CAST(COUNT(*) AS bigint) AS orders
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS bit)
    GROUP BY o.order_status_key
)
SELECT
    CASE WHEN c.order_status_key = -1 THEN N'(unknown)' ELSE COALESCE(s.order_status, N'(unknown)') END AS order_status,
    COALESCE(s.sort_order, 99) AS sort_order,
    COALESCE(s.counts_as_revenue, CAST(1 AS bit)) AS counts_as_revenue,
    c.orders,
    CAST(ROUND(CAST(CAST(c.orders AS float) / NULLIF(SUM(c.orders) OVER (), 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS share_of_orders
FROM counted AS c
LEFT JOIN dim.order_status AS s ON s.order_status_key = c.order_status_key
