CREATE OR REPLACE VIEW mart.customer_satisfaction AS
WITH counted AS (
    SELECT
        o.month_start,
        o.month_label,
        o.country,
        CAST(count(*) AS BIGINT) AS orders,
        CAST(sum(CASE WHEN o.ratings > 0 THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END) AS BIGINT)
            AS reviewed_orders,
        CAST(trunc(coalesce(sum(o.ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS ratings,
        CAST(trunc(coalesce(sum(o.score_total), CAST(NULL AS TINYINT))) AS BIGINT) AS score_total,
        CAST(trunc(coalesce(sum(o.positive_ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS positive_ratings,
        CAST(trunc(coalesce(sum(o.negative_ratings), CAST(NULL AS TINYINT))) AS BIGINT) AS negative_ratings,
        CAST(sum(CASE
            WHEN o.delivery_outcome IN ('early', 'on the day', 'late') THEN CAST(1 AS BIGINT)
            ELSE CAST(0 AS BIGINT)
        END) AS BIGINT) AS promised_deliveries,
        CAST(sum(CASE WHEN o.delivery_outcome = 'late' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END) AS BIGINT)
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
    CAST(round(CAST(CAST(c.positive_ratings - c.negative_ratings AS DOUBLE) / nullif(c.ratings, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS net_satisfaction,
    c.promised_deliveries,
    c.late_deliveries,
    CAST(round(CAST(CAST(c.late_deliveries AS DOUBLE) / nullif(c.promised_deliveries, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS late_share
FROM counted AS c;

COMMENT ON VIEW mart.customer_satisfaction IS 'How satisfied customers are with their orders, and how many of these came late, by month and country. Grain: one row per month of the purchase and customer country.';

COMMENT ON COLUMN mart.customer_satisfaction.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.customer_satisfaction.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.customer_satisfaction.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.customer_satisfaction.orders IS 'Orders.';

COMMENT ON COLUMN mart.customer_satisfaction.reviewed_orders IS 'Orders with at least one review.';

COMMENT ON COLUMN mart.customer_satisfaction.reviewed_share IS 'Share of the orders that have a review, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.customer_satisfaction.ratings IS 'Reviews of the orders.';

COMMENT ON COLUMN mart.customer_satisfaction.average_score IS 'Average score of the ratings, rounded to four digits; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction.positive_ratings IS 'Ratings of 4 and 5.';

COMMENT ON COLUMN mart.customer_satisfaction.positive_share IS 'Share of the ratings that are positive, 0 to 1; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction.negative_ratings IS 'Ratings of 1 and 2.';

COMMENT ON COLUMN mart.customer_satisfaction.negative_share IS 'Share of the ratings that are negative, 0 to 1; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction.net_satisfaction IS 'Positive share less negative share, -1 to 1; empty without ratings.';

COMMENT ON COLUMN mart.customer_satisfaction.promised_deliveries IS 'Delivered orders that had a promised date.';

COMMENT ON COLUMN mart.customer_satisfaction.late_deliveries IS 'Orders delivered after the promised date.';

COMMENT ON COLUMN mart.customer_satisfaction.late_share IS 'Share of the promised deliveries that came late, 0 to 1; empty without promised deliveries.';
