-- mart.customer_satisfaction
-- Purpose: How satisfied customers are with their orders, and how many of these came late, by month and country.
-- Grain: one row per month of the purchase and customer country
-- Figure orders: all orders, whatever their status.
-- Figure ratings: reviews of the row's orders; a review that speaks of two orders is a rating of each.
-- Figure net satisfaction: share of positive ratings less share of negative ones, -1 to 1.
-- Figure late share: orders delivered after the promised date, divided by the orders delivered against a promise.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column orders: Orders.
-- Column reviewed_orders: Orders with at least one review.
-- Column reviewed_share: Share of the orders that have a review, 0 to 1, rounded to four digits.
-- Column ratings: Reviews of the orders.
-- Column average_score: Average score of the ratings, rounded to four digits; empty without ratings.
-- Column positive_ratings: Ratings of 4 and 5.
-- Column positive_share: Share of the ratings that are positive, 0 to 1; empty without ratings.
-- Column negative_ratings: Ratings of 1 and 2.
-- Column negative_share: Share of the ratings that are negative, 0 to 1; empty without ratings.
-- Column net_satisfaction: Positive share less negative share, -1 to 1; empty without ratings.
-- Column promised_deliveries: Delivered orders that had a promised date.
-- Column late_deliveries: Orders delivered after the promised date.
-- Column late_share: Share of the promised deliveries that came late, 0 to 1; empty without promised deliveries.
WITH counted AS (
    SELECT
        o.month_start,
        o.month_label,
        o.country,
        CAST(COUNT(*) AS bigint) AS orders,
        CAST(SUM(CASE WHEN o.ratings > 0 THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END) AS bigint)
            AS reviewed_orders,
        CAST(SUM(o.ratings) AS bigint) AS ratings,
        CAST(SUM(o.score_total) AS bigint) AS score_total,
        CAST(SUM(o.positive_ratings) AS bigint) AS positive_ratings,
        CAST(SUM(o.negative_ratings) AS bigint) AS negative_ratings,
        CAST(SUM(CASE
            WHEN o.delivery_outcome IN (N'early', N'on the day', N'late') THEN CAST(1 AS bigint)
            ELSE CAST(0 AS bigint)
        END) AS bigint) AS promised_deliveries,
        CAST(SUM(CASE WHEN o.delivery_outcome = N'late' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END) AS bigint)
            AS late_deliveries
    FROM mart.order_rating AS o
    GROUP BY o.month_start, o.month_label, o.country
)
SELECT
    c.month_start,
    c.month_label,
    c.country,
    c.orders,
    c.reviewed_orders,
    CAST(ROUND(CAST(CAST(c.reviewed_orders AS float) / NULLIF(c.orders, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS reviewed_share,
    c.ratings,
    CAST(ROUND(CAST(CAST(c.score_total AS float) / NULLIF(c.ratings, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS average_score,
    c.positive_ratings,
    CAST(ROUND(CAST(CAST(c.positive_ratings AS float) / NULLIF(c.ratings, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS positive_share,
    c.negative_ratings,
    CAST(ROUND(CAST(CAST(c.negative_ratings AS float) / NULLIF(c.ratings, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS negative_share,
    CAST(ROUND(CAST(CAST(c.positive_ratings - c.negative_ratings AS float) / NULLIF(c.ratings, 0)
        AS decimal(28, 10)), 4) AS decimal(9, 4)) AS net_satisfaction,
    c.promised_deliveries,
    c.late_deliveries,
    CAST(ROUND(CAST(CAST(c.late_deliveries AS float) / NULLIF(c.promised_deliveries, 0) AS decimal(28, 10)), 4)
        AS decimal(9, 4)) AS late_share
FROM counted AS c
