DROP VIEW IF EXISTS checks.item_without_seller;
GO

CREATE VIEW checks.item_without_seller AS
SELECT
    CAST(CONCAT(i.order_id, N' / ', i.line_number) AS nvarchar(400)) AS subject,
    CAST(N'The item names no seller.' AS nvarchar(400)) AS detail
FROM fact.order_item AS i
WHERE i.seller_key = -1;
GO
