-- mart.order_rating
-- Purpose: What was said of each order, and how its delivery went. The satisfaction views read this one.
-- Grain: one row per order
-- Figure rating: a review of an order. A review that speaks of two orders is a rating of each.
-- Figure delivery outcome: early, on the day or late against the promised date; no promise when delivered without
--   one; not delivered when there is no date of delivery.
-- Column order_key: Key of the order.
-- Column order_id: Identifier of the order.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column delivery_outcome: early, on the day, late, no promise or not delivered.
-- Column ratings: Reviews of the order.
-- Column score_total: Scores of the ratings added up.
-- Column positive_ratings: Ratings of 4 and 5.
-- Column negative_ratings: Ratings of 1 and 2.
WITH rated AS (
    SELECT
        r.order_key,
        CAST(COUNT(*) AS bigint) AS ratings,
        CAST(SUM(CAST(r.score AS bigint)) AS bigint) AS score_total,
        CAST(SUM(CASE WHEN r.sentiment = N'positive' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END) AS bigint)
            AS positive_ratings,
        CAST(SUM(CASE WHEN r.sentiment = N'negative' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END) AS bigint)
            AS negative_ratings
    FROM fact.review AS r
    WHERE r.is_deleted <> CAST(1 AS bit)
    GROUP BY r.order_key
)
SELECT
    o.order_key,
    o.order_id,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    COALESCE(c.country, N'(unknown)') AS country,
    CAST(CASE
        WHEN o.delivered_date_key = -1 THEN N'not delivered'
        WHEN o.days_late > 0 THEN N'late'
        WHEN o.days_late = 0 THEN N'on the day'
        WHEN o.days_late < 0 THEN N'early'
        ELSE N'no promise'
    END AS nvarchar(13)) AS delivery_outcome,
    COALESCE(r.ratings, CAST(0 AS bigint)) AS ratings,
    COALESCE(r.score_total, CAST(0 AS bigint)) AS score_total,
    COALESCE(r.positive_ratings, CAST(0 AS bigint)) AS positive_ratings,
    COALESCE(r.negative_ratings, CAST(0 AS bigint)) AS negative_ratings
FROM fact.sales_order AS o
LEFT JOIN rated AS r ON r.order_key = o.order_key
LEFT JOIN dim.date AS d ON d.date_key = o.purchased_date_key
LEFT JOIN dim.customer AS c ON c.customer_key = o.customer_key
WHERE o.is_deleted <> CAST(1 AS bit)
