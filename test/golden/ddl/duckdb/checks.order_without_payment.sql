CREATE OR REPLACE VIEW checks.order_without_payment AS
SELECT
    CASE WHEN length(CAST(o.order_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(o.order_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('The order has no payments; its status is ', CASE WHEN o.order_status_key = -1 THEN '(unknown)' ELSE coalesce(s.order_status, '(unknown)') END, '.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('The order has no payments; its status is ', CASE WHEN o.order_status_key = -1 THEN '(unknown)' ELSE coalesce(s.order_status, '(unknown)') END, '.') AS VARCHAR) END AS detail
FROM fact.sales_order AS o
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
    AND NOT EXISTS (
        SELECT 1 FROM fact.payment AS x WHERE x.order_key = o.order_key AND x.is_deleted <> CAST(1 AS BOOLEAN)
    );

COMMENT ON VIEW checks.order_without_payment IS 'Orders without payments The order has no payment of any status. Usual while an order is new; for shipped and delivered orders look for payments that were refused or have not arrived.';

COMMENT ON COLUMN checks.order_without_payment.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.order_without_payment.detail IS 'What is wrong with it.';
