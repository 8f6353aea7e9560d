CREATE OR REPLACE VIEW checks.ticket_order_missing AS
SELECT
    CASE WHEN length(CAST(t.ticket_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(t.ticket_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('There is no order ', t.order_id, '.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('There is no order ', t.order_id, '.') AS VARCHAR) END AS detail
FROM fact.support_ticket AS t
WHERE t.order_id IS NOT NULL
    AND t.is_deleted <> CAST(1 AS BOOLEAN)
    AND NOT EXISTS (SELECT 1 FROM fact.sales_order AS o WHERE o.order_id = t.order_id);

COMMENT ON VIEW checks.ticket_order_missing IS 'Tickets about orders that are not there The ticket names an order that the warehouse does not have. The ticket counts all the same. Usual while an order is on its way; else the order was refused, or somebody mistyped its number.';

COMMENT ON COLUMN checks.ticket_order_missing.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.ticket_order_missing.detail IS 'What is wrong with it.';
