-- mart.tickets_by_month_and_issue
-- Purpose: What customers ask support for, how many of their tickets are resolved and how fast, by month and issue.
-- Grain: one row per month of the opening and issue with at least one ticket
-- Figure tickets: all tickets opened in the month, whatever became of them and when.
-- Figure resolved: as in mart.ticket_outcome; the others are still open.
-- Figure resolved share: resolved tickets divided by all tickets of the row.
-- Figure minutes to first response, minutes to resolution: as in mart.ticket_outcome, averaged over the tickets that
--   have them.
-- Figure median minutes to resolution: half of the timed tickets took no longer; of two in the middle their mean.
-- Figure average satisfaction: mean of the scores of the tickets that have one.
-- Column month_start: First day of the month of the opening; empty when unknown.
-- Column month_label: Month of the opening as yyyy-mm, or (unknown).
-- Column issue_category: Group of the issue, or (unknown).
-- Column issue: What the tickets are about, or (unknown).
-- Column tickets: Tickets.
-- Column resolved_tickets: Tickets that are resolved.
-- Column open_tickets: Tickets that are still open.
-- Column resolved_share: Share of the tickets that are resolved, 0 to 1, rounded to four digits.
-- Column average_minutes_to_first_response: Average, rounded to four digits; empty when no ticket was answered.
-- Column average_minutes_to_resolution: Average, rounded to four digits; empty when no ticket has a time.
-- Column median_minutes_to_resolution: Median, rounded to four digits; empty when no ticket has a time.
-- Column rated_tickets: Tickets with a satisfaction score.
-- Column average_satisfaction: Average score, rounded to four digits; empty without scores.
WITH counted AS (
    SELECT
        o.month_start,
        o.month_label,
        o.issue_category,
        o.issue,
        CAST(COUNT(*) AS bigint) AS tickets,
        CAST(SUM(CAST(o.resolved AS bigint)) AS bigint) AS resolved_tickets,
        AVG(CAST(o.minutes_to_first_response AS float)) AS average_first_response,
        AVG(CAST(o.minutes_to_resolution AS float)) AS average_resolution,
        CAST(COUNT(o.satisfaction_score) AS bigint) AS rated_tickets,
        AVG(CAST(o.satisfaction_score AS float)) AS average_satisfaction
    FROM mart.ticket_outcome AS o
    GROUP BY o.month_start, o.month_label, o.issue_category, o.issue
),
timed AS (
    SELECT
        o.month_label,
        o.issue_category,
        o.issue,
        o.minutes_to_resolution,
        ROW_NUMBER() OVER (
            PARTITION BY o.month_label, o.issue_category, o.issue
            ORDER BY o.minutes_to_resolution, o.ticket_id
        ) AS place,
        COUNT(*) OVER (PARTITION BY o.month_label, o.issue_category, o.issue) AS places
    FROM mart.ticket_outcome AS o
    WHERE o.minutes_to_resolution IS NOT NULL
),
middle AS (
    SELECT
        t.month_label,
        t.issue_category,
        t.issue,
        AVG(CAST(t.minutes_to_resolution AS float)) AS median_resolution
    FROM timed AS t
    WHERE t.place * 2 BETWEEN t.places AND t.places + 2
    GROUP BY t.month_label, t.issue_category, t.issue
)
SELECT
    c.month_start,
    c.month_label,
    c.issue_category,
    c.issue,
    c.tickets,
    c.resolved_tickets,
    c.tickets - c.resolved_tickets AS open_tickets,
    CAST(ROUND(CAST(CAST(c.resolved_tickets AS float) / NULLIF(c.tickets, 0) AS decimal(28, 10)), 4)
        AS decimal(9, 4)) AS resolved_share,
    CAST(ROUND(CAST(c.average_first_response AS decimal(28, 10)), 4) AS decimal(19, 4))
        AS average_minutes_to_first_response,
    CAST(ROUND(CAST(c.average_resolution AS decimal(28, 10)), 4) AS decimal(19, 4)) AS average_minutes_to_resolution,
    CAST(ROUND(CAST(m.median_resolution AS decimal(28, 10)), 4) AS decimal(19, 4)) AS median_minutes_to_resolution,
    c.rated_tickets,
    CAST(ROUND(CAST(c.average_satisfaction AS decimal(28, 10)), 4) AS decimal(9, 4)) AS average_satisfaction
FROM counted AS c
LEFT JOIN middle AS m
    ON m.month_label = c.month_label AND m.issue_category = c.issue_category AND m.issue = c.issue
