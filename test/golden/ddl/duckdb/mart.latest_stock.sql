CREATE OR REPLACE VIEW mart.latest_stock AS
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
        row_number() OVER (PARTITION BY f.product_id, f.seller_id ORDER BY f.snapshot_date DESC) AS recency
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS BOOLEAN)
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
        cast_to_type((n.snapshot_date) + to_days(-29), n.snapshot_date) AS sold_from
    FROM numbered AS n
    WHERE n.recency = 1
),
newest AS (
    SELECT max(f.snapshot_date) AS snapshot_date
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS BOOLEAN)
),
reach AS (
    SELECT min(d.date) AS first_day, max(d.date) AS last_day
    FROM fact.sales_order AS o
    INNER JOIN dim.date AS d ON d.date_key = o.purchased_date_key
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
),
sold AS (
    SELECT n.product_id, n.seller_id, CAST(CAST(sum(CAST(trunc(coalesce(l.quantity, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS pieces
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
        CAST(trunc(coalesce(n.quantity_available, CAST(NULL AS TINYINT))) AS BIGINT) * 30 AS thirty_times_available,
        CASE
            WHEN r.first_day <= n.sold_from AND r.last_day >= n.snapshot_date THEN coalesce(s.pieces, CAST(0 AS BIGINT))
        END AS pieces
    FROM latest AS n
    CROSS JOIN reach AS r
    LEFT JOIN sold AS s ON s.product_id = n.product_id AND s.seller_id = n.seller_id
)
SELECT
    n.product_id,
    coalesce(p.product_name, '(unknown)') AS product_name,
    coalesce(p.category, '(unknown)') AS category,
    n.seller_id,
    coalesce(s.seller_name, '(unknown)') AS seller_name,
    n.snapshot_date,
    CAST(date_diff('day', n.snapshot_date, w.snapshot_date) AS INTEGER) AS age_days,
    n.quantity_on_hand AS on_hand,
    n.quantity_reserved AS reserved,
    n.quantity_available AS available,
    n.reorder_point,
    CASE
        WHEN n.quantity_available <= n.reorder_point THEN CAST(1 AS BOOLEAN)
        WHEN n.quantity_available > n.reorder_point THEN CAST(0 AS BOOLEAN)
    END AS must_reorder,
    n.stock_value,
    k.pieces AS sold_in_30_days,
    CASE
        WHEN n.quantity_available <= 0 THEN CAST(0 AS DECIMAL(19, 4))
        ELSE CAST(round(CAST(CAST(k.thirty_times_available AS DOUBLE) / nullif(k.pieces, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(19, 4))
    END AS days_of_cover
FROM latest AS n
INNER JOIN known AS k ON k.product_id = n.product_id AND k.seller_id = n.seller_id
CROSS JOIN newest AS w
LEFT JOIN dim.product AS p ON p.product_key = n.product_key
LEFT JOIN dim.seller AS s ON s.seller_key = n.seller_key;

COMMENT ON VIEW mart.latest_stock IS 'How much of each product each seller has by the latest count, how old that count is, and how long the stock lasts. Grain: one row per product and seller that was ever counted.';

COMMENT ON COLUMN mart.latest_stock.product_id IS 'Identifier of the product.';

COMMENT ON COLUMN mart.latest_stock.product_name IS 'Name of the product, or (unknown).';

COMMENT ON COLUMN mart.latest_stock.category IS 'Category that the product had at the count, or (unknown).';

COMMENT ON COLUMN mart.latest_stock.seller_id IS 'Identifier of the seller.';

COMMENT ON COLUMN mart.latest_stock.seller_name IS 'Trading name of the seller, or (unknown).';

COMMENT ON COLUMN mart.latest_stock.snapshot_date IS 'Day of the latest snapshot.';

COMMENT ON COLUMN mart.latest_stock.age_days IS 'Days from it to the newest snapshot of all.';

COMMENT ON COLUMN mart.latest_stock.on_hand IS 'Pieces on hand.';

COMMENT ON COLUMN mart.latest_stock.reserved IS 'Pieces of these that are promised to orders.';

COMMENT ON COLUMN mart.latest_stock.available IS 'Pieces on hand that are not reserved.';

COMMENT ON COLUMN mart.latest_stock.reorder_point IS 'Available pieces at which more is to be ordered; empty when nobody says.';

COMMENT ON COLUMN mart.latest_stock.must_reorder IS 'Whether the available pieces are down to the reorder point; empty without one.';

COMMENT ON COLUMN mart.latest_stock.stock_value IS 'Pieces on hand times unit cost; empty without a unit cost.';

COMMENT ON COLUMN mart.latest_stock.sold_in_30_days IS 'Pieces sold in the 30 days that end with the snapshot''s day.';

COMMENT ON COLUMN mart.latest_stock.days_of_cover IS 'Days that the available pieces last at that rate, rounded to four digits; 0 when none are available.';
