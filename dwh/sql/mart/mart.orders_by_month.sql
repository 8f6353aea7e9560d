-- mart.orders_by_month
-- Purpose: Order volume by month.
-- Grain: one row per month with at least one order
-- Figure orders: orders placed in the month, as in mart.orders_by_day.
-- Figure days with orders: days of the month on which at least one order was placed.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column orders: Orders, whatever became of them.
-- Column revenue_orders: Orders whose status counts as revenue.
-- Column days_with_orders: Days with at least one order.
SELECT
    v.month_start,
    v.month_label,
    CAST(SUM(v.orders) AS bigint) AS orders,
    CAST(SUM(v.revenue_orders) AS bigint) AS revenue_orders,
    CAST(COUNT(*) AS bigint) AS days_with_orders
FROM mart.orders_by_day AS v
GROUP BY v.month_start, v.month_label
