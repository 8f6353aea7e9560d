DROP VIEW IF EXISTS mart.orders_by_month;
GO

CREATE VIEW mart.orders_by_month AS
SELECT
    v.month_start,
    v.month_label,
    CAST(SUM(v.orders) AS bigint) AS orders,
    CAST(SUM(v.revenue_orders) AS bigint) AS revenue_orders,
    CAST(COUNT(*) AS bigint) AS days_with_orders
FROM mart.orders_by_day AS v
GROUP BY v.month_start, v.month_label;
GO
