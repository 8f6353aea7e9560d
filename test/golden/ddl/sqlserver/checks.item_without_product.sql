DROP VIEW IF EXISTS checks.item_without_product;
GO

CREATE VIEW checks.item_without_product AS
SELECT
    CAST(CONCAT(i.order_id, N' / ', i.line_number) AS nvarchar(400)) AS subject,
    CAST(N'The item names no product.' AS nvarchar(400)) AS detail
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
WHERE i.product_key = -1 AND i.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit);
GO
