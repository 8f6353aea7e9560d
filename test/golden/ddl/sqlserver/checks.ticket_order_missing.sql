DROP VIEW IF EXISTS checks.ticket_order_missing;
GO

CREATE VIEW checks.ticket_order_missing AS
SELECT
    CAST(t.ticket_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(N'There is no order ', t.order_id, N'.') AS nvarchar(400)) AS detail
FROM fact.support_ticket AS t
WHERE t.order_id IS NOT NULL
    AND t.is_deleted <> CAST(1 AS bit)
    AND NOT EXISTS (SELECT 1 FROM fact.sales_order AS o WHERE o.order_id = t.order_id);
GO
