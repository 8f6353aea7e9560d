CREATE OR REPLACE VIEW mart.orders_by_day AS
WITH daily AS (
    SELECT
        o.purchased_date_key,
        CAST(count(*) AS BIGINT) AS orders,
        CAST(sum(CASE
            WHEN s.counts_as_revenue = CAST(0 AS BOOLEAN) THEN CAST(0 AS BIGINT)
            ELSE CAST(1 AS BIGINT)
        END) AS BIGINT) AS revenue_orders
    FROM fact.sales_order AS o
    LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
    GROUP BY o.purchased_date_key
)
SELECT
    v.purchased_date_key,
    d.date AS purchased_date,
    d.month_start,
    CASE WHEN length(CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR) END AS month_label,
    coalesce(d.day_name, '(unknown)') AS day_name,
    v.orders,
    v.revenue_orders
FROM daily AS v
LEFT JOIN dim.date AS d ON d.date_key = v.purchased_date_key;

COMMENT ON VIEW mart.orders_by_day IS 'Order volume by day. Grain: one row per day with at least one order.';

COMMENT ON COLUMN mart.orders_by_day.purchased_date_key IS 'Date of the purchase as a key of dim.date; -1 when unknown.';

COMMENT ON COLUMN mart.orders_by_day.purchased_date IS 'Date of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.orders_by_day.month_start IS 'First day of its month; empty when unknown.';

COMMENT ON COLUMN mart.orders_by_day.month_label IS 'Its month as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.orders_by_day.day_name IS 'English name of the weekday, or (unknown).';

COMMENT ON COLUMN mart.orders_by_day.orders IS 'Orders.';

COMMENT ON COLUMN mart.orders_by_day.revenue_orders IS 'Orders whose status counts as revenue.';
