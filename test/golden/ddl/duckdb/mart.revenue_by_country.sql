CREATE OR REPLACE VIEW mart.revenue_by_country AS
WITH totals AS (
    SELECT
        l.country,
        CAST(count(DISTINCT l.order_key) AS BIGINT) AS orders,
        CAST(count(*) AS BIGINT) AS items,
        CAST(CAST(sum(CAST(trunc(coalesce(l.quantity, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS pieces,
        CAST(sum(l.revenue) AS DECIMAL(28, 4)) AS revenue,
        CAST(sum(l.freight) AS DECIMAL(28, 4)) AS freight,
        CAST(sum(l.gross) AS DECIMAL(28, 4)) AS gross
    FROM mart.revenue_line AS l
    GROUP BY l.country
)
SELECT
    t.country,
    t.orders,
    t.items,
    t.pieces,
    t.revenue,
    t.freight,
    t.gross,
    CAST(round(CAST(CAST(t.revenue AS DOUBLE) / nullif(sum(t.revenue) OVER (), 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS revenue_share
FROM totals AS t;

COMMENT ON VIEW mart.revenue_by_country IS 'Revenue, with freight and gross beside it, by customer country. Grain: one row per country with at least one item that counts as revenue.';

COMMENT ON COLUMN mart.revenue_by_country.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_country.orders IS 'Distinct orders with at least one item.';

COMMENT ON COLUMN mart.revenue_by_country.items IS 'Order items (lines).';

COMMENT ON COLUMN mart.revenue_by_country.pieces IS 'Pieces: the quantities of the lines added up.';

COMMENT ON COLUMN mart.revenue_by_country.revenue IS 'Revenue, without freight.';

COMMENT ON COLUMN mart.revenue_by_country.freight IS 'Freight of the same items.';

COMMENT ON COLUMN mart.revenue_by_country.gross IS 'Revenue and freight.';

COMMENT ON COLUMN mart.revenue_by_country.revenue_share IS 'Share of all revenue, 0 to 1, rounded to four digits.';
