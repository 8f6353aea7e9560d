DROP VIEW IF EXISTS checks.wrong_ticket_dates;
GO

CREATE VIEW checks.wrong_ticket_dates AS
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
WHERE x.answered <> N'' OR x.resolved <> N'';
GO
