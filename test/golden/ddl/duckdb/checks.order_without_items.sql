CREATE OR REPLACE VIEW checks.order_without_items AS
SELECT
    CASE WHEN length(CAST(o.order_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(o.order_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('The order has no items; its status is ', CASE WHEN o.order_status_key = -1 THEN '(unknown)' ELSE coalesce(s.order_status, '(unknown)') END, '.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('The order has no items; its status is ', CASE WHEN o.order_status_key = -1 THEN '(unknown)' ELSE coalesce(s.order_status, '(unknown)') END, '.') AS VARCHAR) END AS detail
FROM fact.sales_order AS o
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
    AND NOT EXISTS (
        SELECT 1 FROM fact.order_item AS x WHERE x.order_key = o.order_key AND x.is_deleted <> CAST(1 AS BOOLEAN)
    );

COMMENT ON VIEW checks.order_without_items IS 'Orders without items The order has no items, so it adds to order counts but to no revenue. Usual for unavailable and canceled orders; for others look for items that were refused or have not arrived.';

COMMENT ON COLUMN checks.order_without_items.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.order_without_items.detail IS 'What is wrong with it.';
