CREATE OR REPLACE VIEW mart.revenue_by_month_segment AS
WITH monthly AS (
    SELECT
        l.month_start,
        l.month_label,
        l.segment,
        CAST(count(DISTINCT l.order_key) AS BIGINT) AS orders,
        CAST(count(*) AS BIGINT) AS items,
        CAST(CAST(sum(CAST(trunc(coalesce(l.quantity, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS pieces,
        CAST(sum(l.revenue) AS DECIMAL(28, 4)) AS revenue,
        CAST(sum(l.freight) AS DECIMAL(28, 4)) AS freight,
        CAST(sum(l.gross) AS DECIMAL(28, 4)) AS gross
    FROM mart.revenue_line AS l
    GROUP BY l.month_start, l.month_label, l.segment
)
SELECT
    m.month_start,
    m.month_label,
    m.segment,
    m.orders,
    m.items,
    m.pieces,
    m.revenue,
    m.freight,
    m.gross,
    CAST(round(CAST(CAST(m.revenue AS DOUBLE) / nullif(m.orders, 0) AS DECIMAL(38, 10)), 4) AS DECIMAL(28, 4))
        AS average_order
FROM monthly AS m;

COMMENT ON VIEW mart.revenue_by_month_segment IS 'Revenue, with freight and gross beside it, by month and customer segment. Grain: one row per month and segment with at least one item that counts as revenue.';

COMMENT ON COLUMN mart.revenue_by_month_segment.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.revenue_by_month_segment.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.revenue_by_month_segment.segment IS 'Segment that the customer had at the purchase, or (unknown), as of customers without a profile.';

COMMENT ON COLUMN mart.revenue_by_month_segment.orders IS 'Distinct orders with at least one item.';

COMMENT ON COLUMN mart.revenue_by_month_segment.items IS 'Order items (lines).';

COMMENT ON COLUMN mart.revenue_by_month_segment.pieces IS 'Pieces: the quantities of the lines added up.';

COMMENT ON COLUMN mart.revenue_by_month_segment.revenue IS 'Revenue, without freight.';

COMMENT ON COLUMN mart.revenue_by_month_segment.freight IS 'Freight of the same items.';

COMMENT ON COLUMN mart.revenue_by_month_segment.gross IS 'Revenue and freight.';

COMMENT ON COLUMN mart.revenue_by_month_segment.average_order IS 'Average revenue of an order, without freight.';
