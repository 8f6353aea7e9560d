CREATE OR REPLACE VIEW mart.revenue_by_month_category_country AS
SELECT
    l.month_start,
    l.month_label,
    l.category,
    l.country,
    CAST(count(DISTINCT l.order_key) AS BIGINT) AS orders,
    CAST(count(*) AS BIGINT) AS items,
    CAST(CAST(sum(CAST(trunc(coalesce(l.quantity, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS pieces,
    CAST(sum(l.revenue) AS DECIMAL(28, 4)) AS revenue,
    CAST(sum(l.freight) AS DECIMAL(28, 4)) AS freight,
    CAST(sum(l.gross) AS DECIMAL(28, 4)) AS gross
FROM mart.revenue_line AS l
GROUP BY l.month_start, l.month_label, l.category, l.country;

COMMENT ON VIEW mart.revenue_by_month_category_country IS 'Revenue, with freight and gross beside it, by month, product category and customer country. Grain: one row per month, category and country with at least one item that counts as revenue.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_month_category_country.category IS 'Category that the product had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_month_category_country.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_month_category_country.orders IS 'Distinct orders with an item in this row; not additive over categories.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.items IS 'Order items (lines).';

COMMENT ON COLUMN mart.revenue_by_month_category_country.pieces IS 'Pieces: the quantities of the lines added up.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.revenue IS 'Revenue, without freight.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.freight IS 'Freight of the same items.';

COMMENT ON COLUMN mart.revenue_by_month_category_country.gross IS 'Revenue and freight.';
