-- mart.top_reviewed_categories
-- Purpose: Which product categories customers review most, and how they score them.
-- Grain: one row per product category with at least one review
-- Figure reviews: distinct reviews of orders with an item of the category. Several items of the category in an order,
--   or several such orders, count the review once; a review of two categories counts in both, so reviews must not be
--   added up. A review whose order has no items counts as (unknown).
-- Figure average score: mean of the scores of those distinct reviews.
-- Figure rank: by reviews, most first; ties by the category's name.
-- Column category_rank: 1 for the most reviewed category; no two categories share a rank.
-- Column category: Category that the product had at the purchase, or (unknown).
-- Column reviews: Distinct reviews; not additive.
-- Column share_of_reviews: Share of all distinct reviews, 0 to 1; together the shares may exceed 1.
-- Column average_score: Average score of the distinct reviews, rounded to four digits.
WITH spoken_of AS (
    SELECT DISTINCT
        r.review_id,
        COALESCE(p.category, N'(unknown)') AS category
    FROM fact.review AS r
    INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
    LEFT JOIN fact.order_item AS i ON i.order_key = r.order_key AND i.is_deleted <> CAST(1 AS bit)
    LEFT JOIN dim.product AS p ON p.product_key = i.product_key
    WHERE r.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
),
scored AS (
    SELECT
        s.category,
        CAST(COUNT(*) AS bigint) AS reviews,
        AVG(CAST(r.score AS float)) AS average_score
    FROM spoken_of AS s
    INNER JOIN mart.distinct_review AS r ON r.review_id = s.review_id
    GROUP BY s.category
),
total AS (
    SELECT CAST(COUNT(*) AS bigint) AS reviews
    FROM mart.distinct_review AS r
)
SELECT
    ROW_NUMBER() OVER (ORDER BY s.reviews DESC, s.category) AS category_rank,
    s.category,
    s.reviews,
    CAST(ROUND(CAST(CAST(s.reviews AS float) / NULLIF(t.reviews, 0) AS decimal(28, 10)), 4) AS decimal(9, 4))
        AS share_of_reviews,
    CAST(ROUND(CAST(s.average_score AS decimal(28, 10)), 4) AS decimal(9, 4)) AS average_score
FROM scored AS s
CROSS JOIN total AS t
