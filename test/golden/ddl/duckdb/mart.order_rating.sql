CREATE OR REPLACE VIEW mart.order_rating AS
WITH rated AS (
    SELECT
        r.order_key,
        CAST(count(*) AS BIGINT) AS ratings,
        CAST(CAST(sum(CAST(trunc(coalesce(r.score, CAST(NULL AS TINYINT))) AS BIGINT)) AS BIGINT) AS BIGINT) AS score_total,
        CAST(sum(CASE WHEN r.sentiment = 'positive' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END) AS BIGINT)
            AS positive_ratings,
        CAST(sum(CASE WHEN r.sentiment = 'negative' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END) AS BIGINT)
            AS negative_ratings
    FROM fact.review AS r
    WHERE r.is_deleted <> CAST(1 AS BOOLEAN)
    GROUP BY r.order_key
)
SELECT
    o.order_key,
    o.order_id,
    d.month_start,
    CASE WHEN length(CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN d.month_start IS NULL THEN '(unknown)'
        ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
    END AS VARCHAR) END AS month_label,
    coalesce(c.country, '(unknown)') AS country,
    CASE WHEN length(CAST(CASE
        WHEN o.delivered_date_key = -1 THEN 'not delivered'
        WHEN o.days_late > 0 THEN 'late'
        WHEN o.days_late = 0 THEN 'on the day'
        WHEN o.days_late < 0 THEN 'early'
        ELSE 'no promise'
    END AS VARCHAR)) > 13 THEN error('Text is longer than nvarchar(13).') ELSE CAST(CASE
        WHEN o.delivered_date_key = -1 THEN 'not delivered'
        WHEN o.days_late > 0 THEN 'late'
        WHEN o.days_late = 0 THEN 'on the day'
        WHEN o.days_late < 0 THEN 'early'
        ELSE 'no promise'
    END AS VARCHAR) END AS delivery_outcome,
    coalesce(r.ratings, CAST(0 AS BIGINT)) AS ratings,
    coalesce(r.score_total, CAST(0 AS BIGINT)) AS score_total,
    coalesce(r.positive_ratings, CAST(0 AS BIGINT)) AS positive_ratings,
    coalesce(r.negative_ratings, CAST(0 AS BIGINT)) AS negative_ratings
FROM fact.sales_order AS o
LEFT JOIN rated AS r ON r.order_key = o.order_key
LEFT JOIN dim.date AS d ON d.date_key = o.purchased_date_key
LEFT JOIN dim.customer AS c ON c.customer_key = o.customer_key
WHERE o.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW mart.order_rating IS 'What was said of each order, and how its delivery went. The satisfaction views read this one. Grain: one row per order.';

COMMENT ON COLUMN mart.order_rating.order_key IS 'Key of the order.';

COMMENT ON COLUMN mart.order_rating.order_id IS 'Identifier of the order.';

COMMENT ON COLUMN mart.order_rating.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.order_rating.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.order_rating.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.order_rating.delivery_outcome IS 'early, on the day, late, no promise or not delivered.';

COMMENT ON COLUMN mart.order_rating.ratings IS 'Reviews of the order.';

COMMENT ON COLUMN mart.order_rating.score_total IS 'Scores of the ratings added up.';

COMMENT ON COLUMN mart.order_rating.positive_ratings IS 'Ratings of 4 and 5.';

COMMENT ON COLUMN mart.order_rating.negative_ratings IS 'Ratings of 1 and 2.';
