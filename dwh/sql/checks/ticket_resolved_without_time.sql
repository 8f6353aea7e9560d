-- ticket_resolved_without_time
-- Severity: report
-- Entity: support_ticket
-- Title: Resolved tickets without a time
-- Meaning: The ticket is resolved or closed, and nobody knows when. It counts as resolved and is missing from the
--   times to resolution. Correct the ticket in the source.
SELECT
    CAST(t.ticket_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(N'The status is ', t.ticket_status, N', and there is no time of resolution.') AS nvarchar(400))
        AS detail
FROM fact.support_ticket AS t
WHERE t.ticket_status IN (N'resolved', N'closed') AND t.resolved_at_utc IS NULL AND t.is_deleted <> CAST(1 AS bit)
