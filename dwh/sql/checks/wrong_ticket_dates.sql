-- wrong_ticket_dates
-- Severity: report
-- Entity: support_ticket
-- Title: Dates of a ticket are in the wrong order
-- Meaning: The ticket was answered or resolved before it was opened. Averages and medians leave that time out. Correct
--   it in the source; often it is a time zone or a typing error.
SELECT
    CAST(x.ticket_id AS nvarchar(400)) AS subject,
    CAST(RTRIM(CONCAT(x.answered, x.resolved)) AS nvarchar(400)) AS detail
FROM (
    SELECT
        t.ticket_id,
        CASE WHEN t.first_response_at_utc < t.opened_at_utc THEN N'Answered before it was opened. ' ELSE N'' END
            AS answered,
        CASE WHEN t.resolved_at_utc < t.opened_at_utc THEN N'Resolved before it was opened.' ELSE N'' END AS resolved
    FROM fact.support_ticket AS t
    WHERE t.is_deleted <> CAST(1 AS bit)
) AS x
WHERE x.answered <> N'' OR x.resolved <> N''
