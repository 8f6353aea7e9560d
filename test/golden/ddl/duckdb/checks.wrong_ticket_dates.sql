CREATE OR REPLACE VIEW checks.wrong_ticket_dates AS
SELECT
    CASE WHEN length(CAST(x.ticket_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(x.ticket_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(rtrim(concat(x.answered, x.resolved), ' ') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(rtrim(concat(x.answered, x.resolved), ' ') AS VARCHAR) END AS detail
FROM (
    SELECT
        t.ticket_id,
        CASE WHEN t.first_response_at_utc < t.opened_at_utc THEN 'Answered before it was opened. ' ELSE '' END
            AS answered,
        CASE WHEN t.resolved_at_utc < t.opened_at_utc THEN 'Resolved before it was opened.' ELSE '' END AS resolved
    FROM fact.support_ticket AS t
    WHERE t.is_deleted <> CAST(1 AS BOOLEAN)
) AS x
WHERE x.answered <> '' OR x.resolved <> '';

COMMENT ON VIEW checks.wrong_ticket_dates IS 'Dates of a ticket are in the wrong order The ticket was answered or resolved before it was opened. Averages and medians leave that time out. Correct it in the source; often it is a time zone or a typing error.';

COMMENT ON COLUMN checks.wrong_ticket_dates.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.wrong_ticket_dates.detail IS 'What is wrong with it.';
