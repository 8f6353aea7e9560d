-- mart.revenue_by_month_segment
-- Purpose: Revenue, with freight and gross beside it, by month and customer segment.
-- Grain: one row per month and segment with at least one item that counts as revenue
-- Figure revenue: sum of the lines' revenue; mart.revenue_line says which lines count.
-- Figure orders: distinct orders with at least one item. Each is of one customer, who was in one segment then, so all
--   figures but the average add up over segments to those of mart.revenue_by_month.
-- Figure average order: revenue divided by the orders of the row.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column segment: Segment that the customer had at the purchase, or (unknown), as of customers without a profile.
-- Column orders: Distinct orders with at least one item.
-- Column items: Order items (lines).
-- Column pieces: Pieces: the quantities of the lines added up.
-- Column revenue: Revenue, without freight.
-- Column freight: Freight of the same items.
-- Column gross: Revenue and freight.
-- Column average_order: Average revenue of an order, without freight.
WITH monthly AS (
    SELECT
        l.month_start,
        l.month_label,
        l.segment,
        CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
        CAST(COUNT(*) AS bigint) AS items,
        CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
        CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
        CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
        CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
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
    CAST(ROUND(CAST(CAST(m.revenue AS float) / NULLIF(m.orders, 0) AS decimal(38, 10)), 4) AS decimal(28, 4))
        AS average_order
FROM monthly AS m
