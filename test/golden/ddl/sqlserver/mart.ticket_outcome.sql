DROP VIEW IF EXISTS mart.ticket_outcome;
GO

CREATE VIEW mart.ticket_outcome AS
WITH judged AS (
    SELECT
        t.ticket_id,
        t.customer_key,
        t.product_key,
        t.support_issue_key,
        t.channel_key,
        t.opened_date_key,
        t.opened_at_utc,
        t.first_response_at_utc,
        t.resolved_at_utc,
        t.priority,
        t.minutes_to_first_response,
        t.minutes_to_resolution,
        t.satisfaction_score,
        CASE
            WHEN t.ticket_status IN (N'resolved', N'closed') THEN 1
            WHEN t.ticket_status IS NULL AND t.resolved_at_utc IS NOT NULL THEN 1
            ELSE 0
        END AS resolved
    FROM fact.support_ticket AS t
    WHERE t.is_deleted <> CAST(1 AS bit)
)
SELECT
    t.ticket_id,
    t.opened_date_key,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    COALESCE(c.country, N'(unknown)') AS country,
    COALESCE(p.category, N'(unknown)') AS category,
    COALESCE(NULLIF(i.issue_category, N''), N'(unknown)') AS issue_category,
    COALESCE(NULLIF(i.issue, N''), N'(unknown)') AS issue,
    COALESCE(h.channel, N'(unknown)') AS channel,
    COALESCE(t.priority, N'(unknown)') AS priority,
    t.resolved,
    CASE WHEN t.first_response_at_utc >= t.opened_at_utc THEN t.minutes_to_first_response END
        AS minutes_to_first_response,
    CASE WHEN t.resolved = 1 AND t.resolved_at_utc >= t.opened_at_utc THEN t.minutes_to_resolution END
        AS minutes_to_resolution,
    t.satisfaction_score
FROM judged AS t
LEFT JOIN dim.date AS d ON d.date_key = t.opened_date_key
LEFT JOIN dim.customer AS c ON c.customer_key = t.customer_key
LEFT JOIN dim.product AS p ON p.product_key = t.product_key
LEFT JOIN dim.support_issue AS i ON i.support_issue_key = t.support_issue_key
LEFT JOIN dim.channel AS h ON h.channel_key = t.channel_key;
GO
