-- mart.reviews_by_month_and_sentiment
-- Purpose: How many reviews arrived, how good they were and how many say something, by month and sentiment.
-- Grain: one row per month of the review and sentiment with at least one review
-- Figure reviews: distinct reviews, as in mart.distinct_review.
-- Figure share of month: reviews of the sentiment divided by all reviews of the month.
-- Figure average score: mean of the scores of the distinct reviews.
-- Column month_start: First day of the month of the review; empty when unknown.
-- Column month_label: Month of the review as yyyy-mm, or (unknown).
-- Column sentiment: positive (4 and 5), neutral (3) or negative (1 and 2).
-- Column reviews: Distinct reviews.
-- Column share_of_month: Share of the month's reviews, 0 to 1, rounded to four digits.
-- Column average_score: Average score, rounded to four digits.
-- Column reviews_with_comment: Distinct reviews with a title or a text.
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
FROM counted AS c
