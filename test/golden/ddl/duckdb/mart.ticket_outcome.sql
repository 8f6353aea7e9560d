CREATE OR REPLACE VIEW mart.ticket_outcome AS
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
            WHEN t.ticket_status IN ('resolved', 'closed') THEN 1
            WHEN t.ticket_status IS NULL AND t.resolved_at_utc IS NOT NULL THEN 1
            ELSE 0
        END AS resolved
    FROM fact.support_ticket AS t
    WHERE t.is_deleted <> CAST(1 AS BOOLEAN)
)
SELECT
    t.ticket_id,
    t.opened_date_key,
    d.month_start,
    CASE WHEN length(CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR) END AS month_label,
    coalesce(c.country, '(unknown)') AS country,
    coalesce(p.category, '(unknown)') AS category,
    coalesce(nullif(i.issue_category, ''), '(unknown)') AS issue_category,
    coalesce(nullif(i.issue, ''), '(unknown)') AS issue,
    coalesce(h.channel, '(unknown)') AS channel,
    coalesce(t.priority, '(unknown)') AS priority,
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

COMMENT ON VIEW mart.ticket_outcome IS 'What became of each support ticket, with what tickets are reported by. The ticket views read this one. Grain: one row per ticket.';

COMMENT ON COLUMN mart.ticket_outcome.ticket_id IS 'Identifier of the ticket.';

COMMENT ON COLUMN mart.ticket_outcome.opened_date_key IS 'Date of the opening as a key of dim.date.';

COMMENT ON COLUMN mart.ticket_outcome.month_start IS 'First day of the month of the opening; empty when unknown.';

COMMENT ON COLUMN mart.ticket_outcome.month_label IS 'Month of the opening as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.country IS 'Country that the customer had at the opening, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.category IS 'Category that the product had at the opening, or (unknown), as when the ticket names no product.';

COMMENT ON COLUMN mart.ticket_outcome.issue_category IS 'Group of the issue, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.issue IS 'What it is about, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.channel IS 'How the customer asked, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.priority IS 'Priority as the source writes it, or (unknown).';

COMMENT ON COLUMN mart.ticket_outcome.resolved IS '1 when it is resolved, else 0.';

COMMENT ON COLUMN mart.ticket_outcome.minutes_to_first_response IS 'Minutes from opening to the first answer.';

COMMENT ON COLUMN mart.ticket_outcome.minutes_to_resolution IS 'Minutes from opening to resolution.';

COMMENT ON COLUMN mart.ticket_outcome.satisfaction_score IS 'How the customer rated the help, 1 (worst) to 5 (best).';
