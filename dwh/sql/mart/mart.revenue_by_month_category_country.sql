-- mart.revenue_by_month_category_country
-- Purpose: Revenue, with freight and gross beside it, by month, product category and customer country.
-- Grain: one row per month, category and country with at least one item that counts as revenue
-- Figure revenue: sum of the lines' revenue; mart.revenue_line says which lines count.
-- Figure orders: distinct orders of the row. An order with items of two categories counts in both rows, so orders
--   must not be added up over categories; revenue, freight, gross, items and pieces may.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column category: Category that the product had at the purchase, or (unknown).
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column orders: Distinct orders with an item in this row; not additive over categories.
-- Column items: Order items (lines).
-- Column pieces: Pieces: the quantities of the lines added up.
-- Column revenue: Revenue, without freight.
-- Column freight: Freight of the same items.
-- Column gross: Revenue and freight.
SELECT
    l.month_start,
    l.month_label,
    l.category,
    l.country,
    CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
    CAST(COUNT(*) AS bigint) AS items,
    CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
    CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
    CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
    CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
FROM mart.revenue_line AS l
GROUP BY l.month_start, l.month_label, l.category, l.country
