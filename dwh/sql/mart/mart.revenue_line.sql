-- mart.revenue_line
-- Purpose: The order items that count as revenue, with what revenue is reported by. The revenue views read this one,
--   so that the rule stands in one place.
-- Grain: one row per order item whose order counts as revenue
-- Figure revenue: quantity times unit price, without freight, of the items of orders whose status counts as revenue
--   (every status except canceled and unavailable; an order without a status counts), by the date of the purchase, in
--   the country and the segment that the customer had at the purchase.
-- Figure freight: freight charged for the same items.
-- Figure gross: revenue and freight.
-- Column order_key: Key of the order.
-- Column order_id: Identifier of the order.
-- Column line_number: Number of the line within its order.
-- Column purchased_date_key: Date of the purchase as a key of dim.date.
-- Column product_key: Key of the product, in the version of the purchase; -1 when unknown.
-- Column seller_key: Key of the seller; -1 when unknown.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column category: Category that the product had at the purchase, or (unknown).
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column segment: Segment that the customer had at the purchase, or (unknown), as of customers without a profile.
-- Column quantity: Pieces.
-- Column revenue: Revenue of the line.
-- Column freight: Freight of the line.
-- Column gross: Revenue and freight of the line.
SELECT
    i.order_key,
    i.order_id,
    i.line_number,
    i.purchased_date_key,
    i.product_key,
    i.seller_key,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    COALESCE(p.category, N'(unknown)') AS category,
    COALESCE(c.country, N'(unknown)') AS country,
    COALESCE(c.segment, N'(unknown)') AS segment,
    i.quantity,
    i.item_amount AS revenue,
    i.freight_amount AS freight,
    i.gross_amount AS gross
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
LEFT JOIN dim.date AS d ON d.date_key = i.purchased_date_key
LEFT JOIN dim.product AS p ON p.product_key = i.product_key
LEFT JOIN dim.customer AS c ON c.customer_key = i.customer_key
WHERE COALESCE(s.counts_as_revenue, CAST(1 AS bit)) = CAST(1 AS bit)
    AND i.is_deleted <> CAST(1 AS bit)
    AND o.is_deleted <> CAST(1 AS bit)
