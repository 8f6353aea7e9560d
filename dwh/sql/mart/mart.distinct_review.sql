-- mart.distinct_review
-- Purpose: Every review once, however many orders it speaks of. The review views read this one.
-- Grain: one row per review
-- Figure review: a distinct review_id. Score, date and comment are those of its row with the lowest order_id, should
--   the rows of one review ever differ.
-- Figure sentiment: positive for a score of 4 or 5, neutral for 3, negative for 1 or 2.
-- Column review_id: Identifier of the review.
-- Column created_date_key: Date of the review as a key of dim.date; -1 when unknown.
-- Column month_start: First day of the month of the review; empty when unknown.
-- Column month_label: Month of the review as yyyy-mm, or (unknown).
-- Column score: 1 (worst) to 5 (best).
-- Column sentiment: positive, neutral or negative.
-- Column comments: 1 when the review has a title or a text, else 0.
WITH numbered AS (
    SELECT
        r.review_id,
        r.created_date_key,
        r.score,
        r.sentiment,
        CASE WHEN r.title <> N'' OR r.message <> N'' THEN 1 ELSE 0 END AS comments,
        ROW_NUMBER() OVER (PARTITION BY r.review_id ORDER BY r.order_id) AS position_in_review
    FROM fact.review AS r
    INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
    WHERE r.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
)
SELECT
    n.review_id,
    n.created_date_key,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    n.score,
    n.sentiment,
    n.comments
FROM numbered AS n
LEFT JOIN dim.date AS d ON d.date_key = n.created_date_key
WHERE n.position_in_review = 1
