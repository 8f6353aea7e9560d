DROP VIEW IF EXISTS mart.reviews_by_month_and_sentiment;
GO

CREATE VIEW mart.reviews_by_month_and_sentiment AS
WITH counted AS (
    SELECT
        r.month_start,
        r.month_label,
        r.sentiment,
        CAST(COUNT(*) AS bigint) AS reviews,
        AVG(CAST(r.score AS float)) AS average_score,
        CAST(SUM(CAST(r.comments AS bigint)) AS bigint) AS reviews_with_comment
    FROM mart.distinct_review AS r
    GROUP BY r.month_start, r.month_label, r.sentiment
)
SELECT
    c.month_start,
    c.month_label,
    c.sentiment,
    c.reviews,
    CAST(ROUND(CAST(CAST(c.reviews AS float) / NULLIF(SUM(c.reviews) OVER (PARTITION BY c.month_label), 0)
        AS decimal(28, 10)), 4) AS decimal(9, 4)) AS share_of_month,
    CAST(ROUND(CAST(c.average_score AS decimal(28, 10)), 4) AS decimal(9, 4)) AS average_score,
    c.reviews_with_comment
FROM counted AS c;
GO
