-- unlisted_ticket_status
-- Severity: report
-- Entity: support_ticket
-- Title: Ticket statuses that nobody listed
-- Meaning: Tickets carry another status than open, pending, resolved or closed. They do not count as resolved. If the
--   status is another spelling of one of these, map it in the feed.
SELECT
    CAST(t.ticket_status AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Tickets with this status: ', CAST(COUNT(*) AS bigint), N'. They do not count as resolved.'
    ) AS nvarchar(400)) AS detail
FROM fact.support_ticket AS t
WHERE t.ticket_status NOT IN (N'open', N'pending', N'resolved', N'closed') AND t.is_deleted <> CAST(1 AS bit)
GROUP BY t.ticket_status
