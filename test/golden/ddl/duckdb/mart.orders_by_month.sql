CREATE OR REPLACE VIEW mart.orders_by_month AS
SELECT
    v.month_start,
    v.month_label,
    CAST(trunc(coalesce(sum(v.orders), CAST(NULL AS TINYINT))) AS BIGINT) AS orders,
    CAST(trunc(coalesce(sum(v.revenue_orders), CAST(NULL AS TINYINT))) AS BIGINT) AS revenue_orders,
    CAST(count(*) AS BIGINT) AS days_with_orders
FROM mart.orders_by_day AS v
GROUP BY v.month_start, v.month_label;

COMMENT ON VIEW mart.orders_by_month IS 'Order volume by month. Grain: one row per month with at least one order.';

COMMENT ON COLUMN mart.orders_by_month.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.orders_by_month.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.orders_by_month.orders IS 'Orders, whatever became of them.';

COMMENT ON COLUMN mart.orders_by_month.revenue_orders IS 'Orders whose status counts as revenue.';

COMMENT ON COLUMN mart.orders_by_month.days_with_orders IS 'Days with at least one order.';
