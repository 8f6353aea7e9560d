DROP VIEW IF EXISTS mart.orders_by_day;
GO

CREATE VIEW mart.orders_by_day AS
WITH daily AS (
    SELECT
        o.purchased_date_key,
        CAST(COUNT(*) AS bigint) AS orders,
        CAST(SUM(CASE
            WHEN s.counts_as_revenue = CAST(0 AS bit) THEN CAST(0 AS bigint)
            ELSE CAST(1 AS bigint)
        END) AS bigint) AS revenue_orders
    FROM fact.sales_order AS o
    LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
    WHERE o.is_deleted <> CAST(1 AS bit)
    GROUP BY o.purchased_date_key
)
SELECT
    v.purchased_date_key,
    d.date AS purchased_date,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    COALESCE(d.day_name, N'(unknown)') AS day_name,
    v.orders,
    v.revenue_orders
FROM daily AS v
LEFT JOIN dim.date AS d ON d.date_key = v.purchased_date_key;
GO
