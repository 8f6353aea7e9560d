DROP VIEW IF EXISTS mart.stock_by_product_and_day;
GO

CREATE VIEW mart.stock_by_product_and_day AS
WITH numbered AS (
    SELECT
        f.product_id,
        f.snapshot_date,
        f.snapshot_date_key,
        f.product_key,
        f.quantity_on_hand,
        f.quantity_reserved,
        f.quantity_available,
        f.stock_value,
        ROW_NUMBER() OVER (PARTITION BY f.product_id, f.snapshot_date ORDER BY f.counted_at_utc DESC, f.seller_id)
            AS recency
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS bit)
),
daily AS (
    SELECT
        n.product_id,
        n.snapshot_date,
        n.snapshot_date_key,
        MAX(CASE WHEN n.recency = 1 THEN n.product_key END) AS product_key,
        CAST(COUNT(*) AS bigint) AS sellers,
        CAST(SUM(CAST(n.quantity_on_hand AS bigint)) AS bigint) AS on_hand,
        CAST(SUM(CAST(n.quantity_reserved AS bigint)) AS bigint) AS reserved,
        CAST(SUM(CAST(n.quantity_available AS bigint)) AS bigint) AS available,
        CAST(SUM(n.stock_value) AS decimal(28, 4)) AS stock_value
    FROM numbered AS n
    GROUP BY n.product_id, n.snapshot_date, n.snapshot_date_key
)
SELECT
    v.snapshot_date_key,
    v.snapshot_date,
    d.month_start,
    CAST(CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2)) AS nvarchar(9)) AS month_label,
    v.product_id,
    COALESCE(p.product_name, N'(unknown)') AS product_name,
    COALESCE(p.category, N'(unknown)') AS category,
    v.sellers,
    v.on_hand,
    v.reserved,
    v.available,
    v.stock_value
FROM daily AS v
LEFT JOIN dim.date AS d ON d.date_key = v.snapshot_date_key
LEFT JOIN dim.product AS p ON p.product_key = v.product_key;
GO
