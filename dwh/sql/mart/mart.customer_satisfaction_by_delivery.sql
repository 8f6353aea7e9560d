-- mart.customer_satisfaction_by_delivery
-- Purpose: What late deliveries do to satisfaction: the same figures by how the delivery went.
-- Grain: one row per delivery outcome with at least one order
-- Figure orders: all orders, whatever their status.
-- Figure ratings: reviews of the row's orders; a review that speaks of two orders is a rating of each.
-- Figure net satisfaction: share of positive ratings less share of negative ones, -1 to 1.
-- Figure delivery outcome: as in mart.order_rating: the date of delivery against the promised date.
-- Column delivery_outcome: early, on the day, late, no promise or not delivered.
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
WITH counted AS (
    SELECT
        o.delivery_outcome,
        CAST(COUNT(*) AS bigint) AS orders,
        CAST(SUM(CASE WHEN o.ratings > 0 THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END) AS bigint)
            AS reviewed_orders,
        CAST(SUM(o.ratings) AS bigint) AS ratings,
        CAST(SUM(o.score_total) AS bigint) AS score_total,
        CAST(SUM(o.positive_ratings) AS bigint) AS positive_ratings,
        CAST(SUM(o.negative_ratings) AS bigint) AS negative_ratings
    FROM mart.order_rating AS o
    GROUP BY o.delivery_outcome
)
SELECT
    c.delivery_outcome,
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
        AS decimal(28, 10)), 4) AS decimal(9, 4)) AS net_satisfaction
FROM counted AS c
