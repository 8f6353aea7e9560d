CREATE OR REPLACE VIEW mart.revenue_by_category AS
WITH totals AS (
    SELECT
        l.category,
        CAST(count(DISTINCT l.order_key) AS BIGINT) AS orders,
        CAST(count(*) AS BIGINT) AS items,
        CAST(CAST(sum(CAST(trunc(coalesce(l.quantity, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS pieces,
        CAST(sum(l.revenue) AS DECIMAL(28, 4)) AS revenue,
        CAST(sum(l.freight) AS DECIMAL(28, 4)) AS freight,
        CAST(sum(l.gross) AS DECIMAL(28, 4)) AS gross
    FROM mart.revenue_line AS l
    GROUP BY l.category
)
SELECT
    t.category,
    t.orders,
    t.items,
    t.pieces,
    t.revenue,
    t.freight,
    t.gross,
    CAST(round(CAST(CAST(t.revenue AS DOUBLE) / nullif(sum(t.revenue) OVER (), 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS revenue_share
FROM totals AS t;

COMMENT ON VIEW mart.revenue_by_category IS 'Revenue, with freight and gross beside it, by product category. Grain: one row per category with at least one item that counts as revenue.';

COMMENT ON COLUMN mart.revenue_by_category.category IS 'Category that the product had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_category.orders IS 'Distinct orders with an item of the category; not additive.';

COMMENT ON COLUMN mart.revenue_by_category.items IS 'Order items (lines).';

COMMENT ON COLUMN mart.revenue_by_category.pieces IS 'Pieces: the quantities of the lines added up.';

COMMENT ON COLUMN mart.revenue_by_category.revenue IS 'Revenue, without freight.';

COMMENT ON COLUMN mart.revenue_by_category.freight IS 'Freight of the same items.';

COMMENT ON COLUMN mart.revenue_by_category.gross IS 'Revenue and freight.';

COMMENT ON COLUMN mart.revenue_by_category.revenue_share IS 'Share of all revenue, 0 to 1, rounded to four digits.';
