-- impossible_stock
-- Severity: report
-- Entity: inventory
-- Title: Stock that cannot be
-- Meaning: Fewer than no pieces are on hand, or more are reserved than there are. The stock views show the figures as
--   they came. Often sales were booked before the delivery, or reservations of canceled orders were not given back;
--   correct them in the source.
SELECT
    CAST(CONCAT(f.product_id, N' / ', f.seller_id, N' / ', f.snapshot_date_key) AS nvarchar(400)) AS subject,
    CAST(CASE
        WHEN f.quantity_on_hand < 0 THEN CONCAT(N'On hand are ', f.quantity_on_hand, N' pieces.')
        ELSE CONCAT(N'Reserved are ', f.quantity_reserved, N' pieces, on hand only ', f.quantity_on_hand, N'.')
    END AS nvarchar(400)) AS detail
FROM fact.inventory_snapshot AS f
WHERE f.is_deleted <> CAST(1 AS bit) AND (f.quantity_on_hand < 0 OR f.quantity_reserved > f.quantity_on_hand)
