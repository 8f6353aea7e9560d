CREATE OR REPLACE VIEW checks.item_without_seller AS
SELECT
    CASE WHEN length(CAST(concat(i.order_id, ' / ', i.line_number) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat(i.order_id, ' / ', i.line_number) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The item names no seller.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The item names no seller.' AS VARCHAR) END AS detail
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
WHERE i.seller_key = -1 AND i.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW checks.item_without_seller IS 'Order items without a seller The item names no seller, so it is missing where reports speak of sellers. Correct the item in the source.';

COMMENT ON COLUMN checks.item_without_seller.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.item_without_seller.detail IS 'What is wrong with it.';
