CREATE OR REPLACE VIEW checks.ticket_resolved_without_time AS
SELECT
    CASE WHEN length(CAST(t.ticket_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(t.ticket_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('The status is ', t.ticket_status, ', and there is no time of resolution.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('The status is ', t.ticket_status, ', and there is no time of resolution.') AS VARCHAR) END
        AS detail
FROM fact.support_ticket AS t
WHERE t.ticket_status IN ('resolved', 'closed') AND t.resolved_at_utc IS NULL AND t.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW checks.ticket_resolved_without_time IS 'Resolved tickets without a time The ticket is resolved or closed, and nobody knows when. It counts as resolved and is missing from the times to resolution. Correct the ticket in the source.';

COMMENT ON COLUMN checks.ticket_resolved_without_time.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.ticket_resolved_without_time.detail IS 'What is wrong with it.';
