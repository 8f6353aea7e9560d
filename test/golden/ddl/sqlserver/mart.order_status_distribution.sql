DROP VIEW IF EXISTS mart.order_status_distribution;
GO

CREATE VIEW mart.order_status_distribution AS
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
LEFT JOIN dim.order_status AS s ON s.order_status_key = c.order_status_key;
GO
