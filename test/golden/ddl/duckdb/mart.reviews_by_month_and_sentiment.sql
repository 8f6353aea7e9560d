CREATE OR REPLACE VIEW mart.reviews_by_month_and_sentiment AS
WITH counted AS (
    SELECT
        r.month_start,
        r.month_label,
        r.sentiment,
        CAST(count(*) AS BIGINT) AS reviews,
        avg(CAST(r.score AS DOUBLE)) AS average_score,
        CAST(CAST(sum(CAST(trunc(coalesce(r.comments, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS reviews_with_comment
    FROM mart.distinct_review AS r
    GROUP BY r.month_start, r.month_label, r.sentiment
)
SELECT
    c.month_start,
    c.month_label,
    c.sentiment,
    c.reviews,
    CAST(round(CAST(CAST(c.reviews AS DOUBLE) / nullif(sum(c.reviews) OVER (PARTITION BY c.month_label), 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS share_of_month,
    CAST(round(CAST(c.average_score AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS average_score,
    c.reviews_with_comment
FROM counted AS c;

COMMENT ON VIEW mart.reviews_by_month_and_sentiment IS 'How many reviews arrived, how good they were and how many say something, by month and sentiment. Grain: one row per month of the review and sentiment with at least one review.';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.month_start IS 'First day of the month of the review; empty when unknown.';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.month_label IS 'Month of the review as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.sentiment IS 'positive (4 and 5), neutral (3) or negative (1 and 2).';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.reviews IS 'Distinct reviews.';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.share_of_month IS 'Share of the month''s reviews, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.average_score IS 'Average score, rounded to four digits.';

COMMENT ON COLUMN mart.reviews_by_month_and_sentiment.reviews_with_comment IS 'Distinct reviews with a title or a text.';
