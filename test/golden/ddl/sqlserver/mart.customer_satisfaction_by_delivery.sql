DROP VIEW IF EXISTS mart.customer_satisfaction_by_delivery;
GO

CREATE VIEW mart.customer_satisfaction_by_delivery AS
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
FROM counted AS c;
GO
