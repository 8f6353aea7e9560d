CREATE OR REPLACE VIEW checks.item_without_product AS
SELECT
    CASE WHEN length(CAST(concat(i.order_id, ' / ', i.line_number) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat(i.order_id, ' / ', i.line_number) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The item names no product.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The item names no product.' AS VARCHAR) END AS detail
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
WHERE i.product_key = -1 AND i.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW checks.item_without_product IS 'Order items without a product The item names no product. Its revenue counts under the category (unknown). Correct the item in the source.';

COMMENT ON COLUMN checks.item_without_product.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.item_without_product.detail IS 'What is wrong with it.';
