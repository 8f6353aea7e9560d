CREATE OR REPLACE VIEW mart.top_reviewed_categories AS
WITH spoken_of AS (
    SELECT DISTINCT
        r.review_id,
        coalesce(p.category, '(unknown)') AS category
    FROM fact.review AS r
    INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
    LEFT JOIN fact.order_item AS i ON i.order_key = r.order_key AND i.is_deleted <> CAST(1 AS BOOLEAN)
    LEFT JOIN dim.product AS p ON p.product_key = i.product_key
    WHERE r.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN)
),
scored AS (
    SELECT
        s.category,
        CAST(count(*) AS BIGINT) AS reviews,
        avg(CAST(r.score AS DOUBLE)) AS average_score
    FROM spoken_of AS s
    INNER JOIN mart.distinct_review AS r ON r.review_id = s.review_id
    GROUP BY s.category
),
total AS (
    SELECT CAST(count(*) AS BIGINT) AS reviews
    FROM mart.distinct_review AS r
)
SELECT
    row_number() OVER (ORDER BY s.reviews DESC, s.category) AS category_rank,
    s.category,
    s.reviews,
    CAST(round(CAST(CAST(s.reviews AS DOUBLE) / nullif(t.reviews, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4))
        AS share_of_reviews,
    CAST(round(CAST(s.average_score AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS average_score
FROM scored AS s
CROSS JOIN total AS t;

COMMENT ON VIEW mart.top_reviewed_categories IS 'Which product categories customers review most, and how they score them. Grain: one row per product category with at least one review.';

COMMENT ON COLUMN mart.top_reviewed_categories.category_rank IS '1 for the most reviewed category; no two categories share a rank.';

COMMENT ON COLUMN mart.top_reviewed_categories.category IS 'Category that the product had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.top_reviewed_categories.reviews IS 'Distinct reviews; not additive.';

COMMENT ON COLUMN mart.top_reviewed_categories.share_of_reviews IS 'Share of all distinct reviews, 0 to 1; together the shares may exceed 1.';

COMMENT ON COLUMN mart.top_reviewed_categories.average_score IS 'Average score of the distinct reviews, rounded to four digits.';
