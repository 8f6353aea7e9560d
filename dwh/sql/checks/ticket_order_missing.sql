-- ticket_order_missing
-- Severity: report
-- Entity: support_ticket
-- Title: Tickets about orders that are not there
-- Meaning: The ticket names an order that the warehouse does not have. The ticket counts all the same. Usual while an
--   order is on its way; else the order was refused, or somebody mistyped its number.
SELECT
    CAST(t.ticket_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(N'There is no order ', t.order_id, N'.') AS nvarchar(400)) AS detail
FROM fact.support_ticket AS t
WHERE t.order_id IS NOT NULL
    AND t.is_deleted <> CAST(1 AS bit)
    AND NOT EXISTS (SELECT 1 FROM fact.sales_order AS o WHERE o.order_id = t.order_id)
