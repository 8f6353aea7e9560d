DROP VIEW IF EXISTS mart.latest_stock;
GO

CREATE VIEW mart.latest_stock AS
WITH numbered AS (
    SELECT
        f.product_id,
        f.seller_id,
        f.snapshot_date,
        f.product_key,
        f.seller_key,
        f.quantity_on_hand,
        f.quantity_reserved,
        f.quantity_available,
        f.reorder_point,
        f.stock_value,
        ROW_NUMBER() OVER (PARTITION BY f.product_id, f.seller_id ORDER BY f.snapshot_date DESC) AS recency
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS bit)
),
latest AS (
    SELECT
        n.product_id,
        n.seller_id,
        n.snapshot_date,
        n.product_key,
        n.seller_key,
        n.quantity_on_hand,
        n.quantity_reserved,
        n.quantity_available,
        n.reorder_point,
        n.stock_value,
        DATEADD(day, -29, n.snapshot_date) AS sold_from
    FROM numbered AS n
    WHERE n.recency = 1
),
newest AS (
    SELECT MAX(f.snapshot_date) AS snapshot_date
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS bit)
),
reach AS (
    SELECT MIN(d.date) AS first_day, MAX(d.date) AS last_day
    FROM fact.sales_order AS o
    INNER JOIN dim.date AS d ON d.date_key = o.purchased_date_key
    WHERE o.is_deleted <> CAST(1 AS bit)
),
sold AS (
    SELECT n.product_id, n.seller_id, CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces
    FROM latest AS n
    INNER JOIN dim.product AS p ON p.product_id = n.product_id
    INNER JOIN mart.revenue_line AS l ON l.product_key = p.product_key AND l.seller_key = n.seller_key
    INNER JOIN dim.date AS d ON d.date_key = l.purchased_date_key
    WHERE d.date >= n.sold_from AND d.date <= n.snapshot_date
    GROUP BY n.product_id, n.seller_id
),
known AS (
    SELECT
        n.product_id,
        n.seller_id,
        CAST(n.quantity_available AS bigint) * 30 AS thirty_times_available,
        CASE
            WHEN r.first_day <= n.sold_from AND r.last_day >= n.snapshot_date THEN COALESCE(s.pieces, CAST(0 AS bigint))
        END AS pieces
    FROM latest AS n
    CROSS JOIN reach AS r
    LEFT JOIN sold AS s ON s.product_id = n.product_id AND s.seller_id = n.seller_id
)
SELECT
    n.product_id,
    COALESCE(p.product_name, N'(unknown)') AS product_name,
    COALESCE(p.category, N'(unknown)') AS category,
    n.seller_id,
    COALESCE(s.seller_name, N'(unknown)') AS seller_name,
    n.snapshot_date,
    DATEDIFF(day, n.snapshot_date, w.snapshot_date) AS age_days,
    n.quantity_on_hand AS on_hand,
    n.quantity_reserved AS reserved,
    n.quantity_available AS available,
    n.reorder_point,
    CASE
        WHEN n.quantity_available <= n.reorder_point THEN CAST(1 AS bit)
        WHEN n.quantity_available > n.reorder_point THEN CAST(0 AS bit)
    END AS must_reorder,
    n.stock_value,
    k.pieces AS sold_in_30_days,
    CASE
        WHEN n.quantity_available <= 0 THEN CAST(0 AS decimal(19, 4))
        ELSE CAST(ROUND(CAST(CAST(k.thirty_times_available AS float) / NULLIF(k.pieces, 0) AS decimal(28, 10)), 4)
            AS decimal(19, 4))
    END AS days_of_cover
FROM latest AS n
INNER JOIN known AS k ON k.product_id = n.product_id AND k.seller_id = n.seller_id
CROSS JOIN newest AS w
LEFT JOIN dim.product AS p ON p.product_key = n.product_key
LEFT JOIN dim.seller AS s ON s.seller_key = n.seller_key;
GO
