CREATE OR REPLACE VIEW checks.impossible_stock AS
SELECT
    CASE WHEN length(CAST(concat(f.product_id, ' / ', f.seller_id, ' / ', f.snapshot_date_key) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat(f.product_id, ' / ', f.seller_id, ' / ', f.snapshot_date_key) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(CASE
        WHEN f.quantity_on_hand < 0 THEN concat('On hand are ', f.quantity_on_hand, ' pieces.')
        ELSE concat('Reserved are ', f.quantity_reserved, ' pieces, on hand only ', f.quantity_on_hand, '.')
    END AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(CASE
        WHEN f.quantity_on_hand < 0 THEN concat('On hand are ', f.quantity_on_hand, ' pieces.')
        ELSE concat('Reserved are ', f.quantity_reserved, ' pieces, on hand only ', f.quantity_on_hand, '.')
    END AS VARCHAR) END AS detail
FROM fact.inventory_snapshot AS f
WHERE f.is_deleted <> CAST(1 AS BOOLEAN) AND (f.quantity_on_hand < 0 OR f.quantity_reserved > f.quantity_on_hand);

COMMENT ON VIEW checks.impossible_stock IS 'Stock that cannot be Fewer than no pieces are on hand, or more are reserved than there are. The stock views show the figures as they came. Often sales were booked before the delivery, or reservations of canceled orders were not given back; correct them in the source.';

COMMENT ON COLUMN checks.impossible_stock.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.impossible_stock.detail IS 'What is wrong with it.';
