CREATE OR REPLACE VIEW mart.stock_by_product_and_day AS
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
        row_number() OVER (PARTITION BY f.product_id, f.snapshot_date ORDER BY f.counted_at_utc DESC, f.seller_id)
            AS recency
    FROM fact.inventory_snapshot AS f
    WHERE f.is_deleted <> CAST(1 AS BOOLEAN)
),
daily AS (
    SELECT
        n.product_id,
        n.snapshot_date,
        n.snapshot_date_key,
        max(CASE WHEN n.recency = 1 THEN n.product_key END) AS product_key,
        CAST(count(*) AS BIGINT) AS sellers,
        CAST(CAST(sum(CAST(trunc(coalesce(n.quantity_on_hand, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS on_hand,
        CAST(CAST(sum(CAST(trunc(coalesce(n.quantity_reserved, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS reserved,
        CAST(CAST(sum(CAST(trunc(coalesce(n.quantity_available, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS available,
        CAST(sum(n.stock_value) AS DECIMAL(28, 4)) AS stock_value
    FROM numbered AS n
    GROUP BY n.product_id, n.snapshot_date, n.snapshot_date_key
)
SELECT
    v.snapshot_date_key,
    v.snapshot_date,
    d.month_start,
    CASE WHEN length(CAST(concat(d.year_number, '-', "right"(concat('0', d.month_number), 2)) AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(concat(d.year_number, '-', "right"(concat('0', d.month_number), 2)) AS VARCHAR) END AS month_label,
    v.product_id,
    coalesce(p.product_name, '(unknown)') AS product_name,
    coalesce(p.category, '(unknown)') AS category,
    v.sellers,
    v.on_hand,
    v.reserved,
    v.available,
    v.stock_value
FROM daily AS v
LEFT JOIN dim.date AS d ON d.date_key = v.snapshot_date_key
LEFT JOIN dim.product AS p ON p.product_key = v.product_key;

COMMENT ON VIEW mart.stock_by_product_and_day IS 'How much of each product was in stock on each day on which it was counted. Grain: one row per product and day with at least one snapshot.';

COMMENT ON COLUMN mart.stock_by_product_and_day.snapshot_date_key IS 'Day as a key of dim.date.';

COMMENT ON COLUMN mart.stock_by_product_and_day.snapshot_date IS 'Day.';

COMMENT ON COLUMN mart.stock_by_product_and_day.month_start IS 'First day of its month.';

COMMENT ON COLUMN mart.stock_by_product_and_day.month_label IS 'Its month as yyyy-mm.';

COMMENT ON COLUMN mart.stock_by_product_and_day.product_id IS 'Identifier of the product.';

COMMENT ON COLUMN mart.stock_by_product_and_day.product_name IS 'Name of the product, or (unknown).';

COMMENT ON COLUMN mart.stock_by_product_and_day.category IS 'Category that the product had at the last count of the day, or (unknown).';

COMMENT ON COLUMN mart.stock_by_product_and_day.sellers IS 'Sellers who counted the product on the day; fewer than on other days means that some did not.';

COMMENT ON COLUMN mart.stock_by_product_and_day.on_hand IS 'Pieces on hand; not additive over days.';

COMMENT ON COLUMN mart.stock_by_product_and_day.reserved IS 'Pieces of these that are promised to orders; not additive over days.';

COMMENT ON COLUMN mart.stock_by_product_and_day.available IS 'Pieces on hand that are not reserved; not additive over days.';

COMMENT ON COLUMN mart.stock_by_product_and_day.stock_value IS 'Value of the pieces on hand; not additive over days; empty when no snapshot names a unit cost.';
