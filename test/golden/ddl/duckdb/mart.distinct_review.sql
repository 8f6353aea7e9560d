CREATE OR REPLACE VIEW mart.distinct_review AS
WITH numbered AS (
    SELECT
        r.review_id,
        r.created_date_key,
        r.score,
        r.sentiment,
        CASE WHEN r.title <> '' OR r.message <> '' THEN 1 ELSE 0 END AS comments,
        row_number() OVER (PARTITION BY r.review_id ORDER BY r.order_id) AS position_in_review
    FROM fact.review AS r
    INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
    WHERE r.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN)
)
SELECT
    n.review_id,
    n.created_date_key,
    d.month_start,
    CASE WHEN length(CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR) END AS month_label,
    n.score,
    n.sentiment,
    n.comments
FROM numbered AS n
LEFT JOIN dim.date AS d ON d.date_key = n.created_date_key
WHERE n.position_in_review = 1;

COMMENT ON VIEW mart.distinct_review IS 'Every review once, however many orders it speaks of. The review views read this one. Grain: one row per review.';

COMMENT ON COLUMN mart.distinct_review.review_id IS 'Identifier of the review.';

COMMENT ON COLUMN mart.distinct_review.created_date_key IS 'Date of the review as a key of dim.date; -1 when unknown.';

COMMENT ON COLUMN mart.distinct_review.month_start IS 'First day of the month of the review; empty when unknown.';

COMMENT ON COLUMN mart.distinct_review.month_label IS 'Month of the review as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.distinct_review.score IS '1 (worst) to 5 (best).';

COMMENT ON COLUMN mart.distinct_review.sentiment IS 'positive, neutral or negative.';

COMMENT ON COLUMN mart.distinct_review.comments IS '1 when the review has a title or a text, else 0.';
