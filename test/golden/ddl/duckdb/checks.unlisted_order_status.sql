CREATE OR REPLACE VIEW checks.unlisted_order_status AS
SELECT
    CASE WHEN length(CAST(CASE
        WHEN c.order_status_key = -1 THEN '(unknown)'
        ELSE coalesce(s.order_status, '(unknown)')
    END AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(CASE
        WHEN c.order_status_key = -1 THEN '(unknown)'
        ELSE coalesce(s.order_status, '(unknown)')
    END AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('Orders with this status: ', c.orders, '. Their items count as revenue.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('Orders with this status: ', c.orders, '. Their items count as revenue.') AS VARCHAR) END AS detail
FROM (
    SELECT o.order_status_key, CAST(count(*) AS BIGINT) AS orders
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
    GROUP BY o.order_status_key
) AS c
LEFT JOIN dim.order_status AS s ON s.order_status_key = c.order_status_key
WHERE c.order_status_key = -1 OR s.sort_order = 99;

COMMENT ON VIEW checks.unlisted_order_status IS 'Order statuses that nobody listed Orders carry a status that the model does not list (its sort_order is 99), or none. Their items count as revenue, because only canceled and unavailable do not. If the status is another spelling of one of those, map it in the feed; if it is new, list it in the model.';

COMMENT ON COLUMN checks.unlisted_order_status.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.unlisted_order_status.detail IS 'What is wrong with it.';
