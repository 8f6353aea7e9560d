-- item_without_seller
-- Severity: report
-- Entity: order_item
-- Title: Order items without a seller
-- Meaning: The item names no seller, so it is missing where reports speak of sellers. Correct the item in the source.
SELECT
    CAST(CONCAT(i.order_id, N' / ', i.line_number) AS nvarchar(400)) AS subject,
    CAST(N'The item names no seller.' AS nvarchar(400)) AS detail
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
WHERE i.seller_key = -1 AND i.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
