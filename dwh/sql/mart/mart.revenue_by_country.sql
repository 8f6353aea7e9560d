-- mart.revenue_by_country
-- Purpose: Revenue, with freight and gross beside it, by customer country.
-- Grain: one row per country with at least one item that counts as revenue
-- Figure revenue: sum of the lines' revenue; mart.revenue_line says which lines count.
-- Figure orders: distinct orders with at least one item. A customer who moved counts in both countries, each order in
--   the country of its time.
-- Figure revenue share: revenue of the row divided by all revenue.
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column orders: Distinct orders with at least one item.
-- Column items: Order items (lines).
-- Column pieces: Pieces: the quantities of the lines added up.
-- Column revenue: Revenue, without freight.
-- Column freight: Freight of the same items.
-- Column gross: Revenue and freight.
-- Column revenue_share: Share of all revenue, 0 to 1, rounded to four digits.
WITH totals AS (
    SELECT
        l.country,
        CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
        CAST(COUNT(*) AS bigint) AS items,
        CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
        CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
        CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
        CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
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
    CAST(ROUND(CAST(CAST(t.revenue AS float) / NULLIF(SUM(t.revenue) OVER (), 0) AS decimal(28, 10)), 4)
        AS decimal(9, 4)) AS revenue_share
FROM totals AS t
