CREATE OR REPLACE VIEW checks.unlisted_ticket_status AS
SELECT
    CASE WHEN length(CAST(t.ticket_status AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(t.ticket_status AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('Tickets with this status: ', CAST(count(*) AS BIGINT), '. They do not count as resolved.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('Tickets with this status: ', CAST(count(*) AS BIGINT), '. They do not count as resolved.') AS VARCHAR) END AS detail
FROM fact.support_ticket AS t
WHERE t.ticket_status NOT IN ('open', 'pending', 'resolved', 'closed') AND t.is_deleted <> CAST(1 AS BOOLEAN)
GROUP BY t.ticket_status;

COMMENT ON VIEW checks.unlisted_ticket_status IS 'Ticket statuses that nobody listed Tickets carry another status than open, pending, resolved or closed. They do not count as resolved. If the status is another spelling of one of these, map it in the feed.';

COMMENT ON COLUMN checks.unlisted_ticket_status.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.unlisted_ticket_status.detail IS 'What is wrong with it.';
