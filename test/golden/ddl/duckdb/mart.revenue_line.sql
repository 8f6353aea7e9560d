CREATE OR REPLACE VIEW mart.revenue_line AS
SELECT
    i.order_key,
    i.order_id,
    i.line_number,
    i.purchased_date_key,
    i.product_key,
    i.seller_key,
    d.month_start,
    CASE WHEN length(CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR) END AS month_label,
    coalesce(p.category, '(unknown)') AS category,
    coalesce(c.country, '(unknown)') AS country,
    coalesce(c.segment, '(unknown)') AS segment,
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
WHERE coalesce(s.counts_as_revenue, CAST(1 AS BOOLEAN)) = CAST(1 AS BOOLEAN)
    AND i.is_deleted <> CAST(1 AS BOOLEAN)
    AND o.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW mart.revenue_line IS 'The order items that count as revenue, with what revenue is reported by. The revenue views read this one, so that the rule stands in one place. Grain: one row per order item whose order counts as revenue.';

COMMENT ON COLUMN mart.revenue_line.order_key IS 'Key of the order.';

COMMENT ON COLUMN mart.revenue_line.order_id IS 'Identifier of the order.';

COMMENT ON COLUMN mart.revenue_line.line_number IS 'Number of the line within its order.';

COMMENT ON COLUMN mart.revenue_line.purchased_date_key IS 'Date of the purchase as a key of dim.date.';

COMMENT ON COLUMN mart.revenue_line.product_key IS 'Key of the product, in the version of the purchase; -1 when unknown.';

COMMENT ON COLUMN mart.revenue_line.seller_key IS 'Key of the seller; -1 when unknown.';

COMMENT ON COLUMN mart.revenue_line.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.revenue_line.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.revenue_line.category IS 'Category that the product had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_line.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.revenue_line.segment IS 'Segment that the customer had at the purchase, or (unknown), as of customers without a profile.';

COMMENT ON COLUMN mart.revenue_line.quantity IS 'Pieces.';

COMMENT ON COLUMN mart.revenue_line.revenue IS 'Revenue of the line.';

COMMENT ON COLUMN mart.revenue_line.freight IS 'Freight of the line.';

COMMENT ON COLUMN mart.revenue_line.gross IS 'Revenue and freight of the line.';
