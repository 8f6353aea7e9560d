CREATE OR REPLACE VIEW mart.customer_satisfaction_by_delivery AS
WITH counted AS (
    SELECT
        o.delivery_outcome,
        CAST(count(*) AS BIGINT) AS orders,
        CAST(sum(CASE WHEN o.ratings > 0 THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END) AS BIGINT)
            AS reviewed_orders,
        CAST(trunc(coalesce(sum(o.ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS ratings,
        CAST(trunc(coalesce(sum(o.score_total), CAST(NULL AS TINYINT))) AS BIGINT) AS score_total,
        CAST(trunc(coalesce(sum(o.positive_ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS positive_ratings,
        CAST(trunc(coalesce(sum(o.negative_ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS negative_ratings
    FROM mart.order_rating AS o
    GROUP BY o.delivery_outcome
)
SELECT
    c.delivery_outcome,
    c.orders,
    c.reviewed_orders,
    CAST(round(CAST(CAST(c.reviewed_orders AS DOUBLE) / nullif(c.orders, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS reviewed_share,
    c.ratings,
    CAST(round(CAST(CAST(c.score_total AS DOUBLE) / nullif(c.ratings, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS average_score,
    c.positive_ratings,
    CAST(round(CAST(CAST(c.positive_ratings AS DOUBLE) / nullif(c.ratings, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS positive_share,
    c.negative_ratings,
    CAST(round(CAST(CAST(c.negative_ratings AS DOUBLE) / nullif(c.ratings, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS negative_share,
    CAST(round(CAST(CAST(c.positive_ratings - c.negative_ratings AS DOUBLE) / nullif(c.ratings, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS net_satisfaction
FROM counted AS c;

COMMENT ON VIEW mart.customer_satisfaction_by_delivery IS 'What late deliveries do to satisfaction: the same figures by how the delivery went. Grain: one row per delivery outcome with at least one order.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.delivery_outcome IS 'early, on the day, late, no promise or not delivered.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.orders IS 'Orders.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.reviewed_orders IS 'Orders with at least one review.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.reviewed_share IS 'Share of the orders that have a review, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.ratings IS 'Reviews of the orders.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.average_score IS 'Average score of the ratings, rounded to four digits; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.positive_ratings IS 'Ratings of 4 and 5.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.positive_share IS 'Share of the ratings that are positive, 0 to 1; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.negative_ratings IS 'Ratings of 1 and 2.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.negative_share IS 'Share of the ratings that are negative, 0 to 1; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction_by_delivery.net_satisfaction IS 'Positive share less negative share, -1 to 1; empty without ratings.';
