CREATE OR REPLACE VIEW mart.tickets_by_issue AS
WITH counted AS (
    SELECT
        o.issue_category,
        o.issue,
        CAST(count(*) AS BIGINT) AS tickets,
        CAST(CAST(sum(CAST(trunc(coalesce(o.resolved, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS resolved_tickets,
        avg(CAST(o.minutes_to_first_response AS DOUBLE)) AS average_first_response,
        avg(CAST(o.minutes_to_resolution AS DOUBLE)) AS average_resolution,
        CAST(count(o.satisfaction_score) AS BIGINT) AS rated_tickets,
        avg(CAST(o.satisfaction_score AS DOUBLE)) AS average_satisfaction
    FROM mart.ticket_outcome AS o
    GROUP BY o.issue_category, o.issue
),
timed AS (
    SELECT
        o.issue_category,
        o.issue,
        o.minutes_to_resolution,
        row_number() OVER (
            PARTITION BY o.issue_category, o.issue
            ORDER BY o.minutes_to_resolution, o.ticket_id
        ) AS place,
        count(*) OVER (PARTITION BY o.issue_category, o.issue) AS places
    FROM mart.ticket_outcome AS o
    WHERE o.minutes_to_resolution IS NOT NULL
),
middle AS (
    SELECT
        t.issue_category,
        t.issue,
        avg(CAST(t.minutes_to_resolution AS DOUBLE)) AS median_resolution
    FROM timed AS t
    WHERE t.place * 2 BETWEEN t.places AND t.places + 2
    GROUP BY t.issue_category, t.issue
)
SELECT
    c.issue_category,
    c.issue,
    c.tickets,
    CAST(round(CAST(CAST(c.tickets AS DOUBLE) / nullif(sum(c.tickets) OVER (), 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS share_of_tickets,
    c.resolved_tickets,
    c.tickets - c.resolved_tickets AS open_tickets,
    CAST(round(CAST(CAST(c.resolved_tickets AS DOUBLE) / nullif(c.tickets, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS resolved_share,
    CAST(round(CAST(c.average_first_response AS DECIMAL(28, 10)), 4) AS DECIMAL(19, 4))
        AS average_minutes_to_first_response,
    CAST(round(CAST(c.average_resolution AS DECIMAL(28, 10)), 4) AS DECIMAL(19, 4)) AS average_minutes_to_resolution,
    CAST(round(CAST(m.median_resolution AS DECIMAL(28, 10)), 4) AS DECIMAL(19, 4)) AS median_minutes_to_resolution,
    c.rated_tickets,
    CAST(round(CAST(c.average_satisfaction AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS average_satisfaction
FROM counted AS c
LEFT JOIN middle AS m
    ON m.issue_category = c.issue_category AND m.issue = c.issue;

COMMENT ON VIEW mart.tickets_by_issue IS 'What customers ask support for, how many of their tickets are resolved and how fast, by issue. Grain: one row per issue with at least one ticket.';

COMMENT ON COLUMN mart.tickets_by_issue.issue_category IS 'Group of the issue, or (unknown).';

COMMENT ON COLUMN mart.tickets_by_issue.issue IS 'What the tickets are about, or (unknown).';

COMMENT ON COLUMN mart.tickets_by_issue.tickets IS 'Tickets.';

COMMENT ON COLUMN mart.tickets_by_issue.share_of_tickets IS 'Share of all tickets, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.tickets_by_issue.resolved_tickets IS 'Tickets that are resolved.';

COMMENT ON COLUMN mart.tickets_by_issue.open_tickets IS 'Tickets that are still open.';

COMMENT ON COLUMN mart.tickets_by_issue.resolved_share IS 'Share of the tickets that are resolved, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.tickets_by_issue.average_minutes_to_first_response IS 'Average, rounded to four digits; empty when no ticket was answered.';

COMMENT ON COLUMN mart.tickets_by_issue.average_minutes_to_resolution IS 'Average, rounded to four digits; empty when no ticket has a time.';

COMMENT ON COLUMN mart.tickets_by_issue.median_minutes_to_resolution IS 'Median, rounded to four digits; empty when no ticket has a time.';

COMMENT ON COLUMN mart.tickets_by_issue.rated_tickets IS 'Tickets with a satisfaction score.';

COMMENT ON COLUMN mart.tickets_by_issue.average_satisfaction IS 'Average score, rounded to four digits; empty without scores.';
