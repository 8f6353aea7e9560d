CREATE OR REPLACE VIEW mart.order_status_distribution AS
WITH counted AS (
    SELECT
        o.order_status_key,
        CAST(count(*) AS BIGINT) AS orders
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
    GROUP BY o.order_status_key
)
SELECT
    CASE WHEN c.order_status_key = -1 THEN '(unknown)' ELSE coalesce(s.order_status, '(unknown)') END AS order_status,
    coalesce(s.sort_order, 99) AS sort_order,
    coalesce(s.counts_as_revenue, CAST(1 AS BOOLEAN)) AS counts_as_revenue,
    c.orders,
    CAST(round(CAST(CAST(c.orders AS DOUBLE) / nullif(sum(c.orders) OVER (), 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS share_of_orders
FROM counted AS c
LEFT JOIN dim.order_status AS s ON s.order_status_key = c.order_status_key;

COMMENT ON VIEW mart.order_status_distribution IS 'Where orders stand: how many have which status. Grain: one row per order status with at least one order.';

COMMENT ON COLUMN mart.order_status_distribution.order_status IS 'Status as the orders name it, or (unknown).';

COMMENT ON COLUMN mart.order_status_distribution.sort_order IS 'Place of the status in the life of an order, for sorting.';

COMMENT ON COLUMN mart.order_status_distribution.counts_as_revenue IS 'Whether the items of these orders count as revenue.';

COMMENT ON COLUMN mart.order_status_distribution.orders IS 'Orders.';

COMMENT ON COLUMN mart.order_status_distribution.share_of_orders IS 'Share of all orders, 0 to 1, rounded to four digits.';
