DROP VIEW IF EXISTS checks.unlisted_ticket_status;
GO

CREATE VIEW checks.unlisted_ticket_status AS
SELECT
    CAST(t.ticket_status AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Tickets with this status: ', CAST(COUNT(*) AS bigint), N'. They do not count as resolved.'
    ) AS nvarchar(400)) AS detail
FROM fact.support_ticket AS t
WHERE t.ticket_status NOT IN (N'open', N'pending', N'resolved', N'closed') AND t.is_deleted <> CAST(1 AS bit)
GROUP BY t.ticket_status;
GO
