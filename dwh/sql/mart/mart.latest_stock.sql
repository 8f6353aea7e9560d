-- mart.latest_stock
-- Purpose: How much of each product each seller has by the latest count, how old that count is, and how long the stock
--   lasts.
-- Grain: one row per product and seller that was ever counted
-- Figure on hand, reserved, available: pieces of the latest snapshot of the product and seller.
-- Figure age: days from that snapshot to the newest one of all. More than 0 means that later counts left it out, so the
--   figures may be out of date.
-- Figure sold: pieces of the product that count as revenue (mart.revenue_line), sold by the seller in the 30 days that
--   end with the snapshot's day, in whatever version the product was. Empty where orders do not reach from the first of
--   these days to the last, because part of the sales is not known then.
-- Figure days of cover: available pieces divided by the pieces sold a day; 0 where none are available. Else empty where
--   nothing is known to be sold: such stock may last for ever.
-- Column product_id: Identifier of the product.
-- Column product_name: Name of the product, or (unknown).
-- Column category: Category that the product had at the count, or (unknown).
-- Column seller_id: Identifier of the seller.
-- Column seller_name: Trading name of the seller, or (unknown).
-- Column snapshot_date: Day of the latest snapshot.
-- Column age_days: Days from it to the newest snapshot of all.
-- Column on_hand: Pieces on hand.
-- Column reserved: Pieces of these that are promised to orders.
-- Column available: Pieces on hand that are not reserved.
-- Column reorder_point: Available pieces at which more is to be ordered; empty when nobody says.
-- Column must_reorder: Whether the available pieces are down to the reorder point; empty without one.
-- Column stock_value: Pieces on hand times unit cost; empty without a unit cost.
-- Column sold_in_30_days: Pieces sold in the 30 days that end with the snapshot's day.
-- Column days_of_cover: Days that the available pieces last at that rate, rounded to four digits; 0 when none are
--   available.
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
LEFT JOIN dim.seller AS s ON s.seller_key = n.seller_key
