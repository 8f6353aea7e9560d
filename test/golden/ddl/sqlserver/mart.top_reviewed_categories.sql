DROP VIEW IF EXISTS mart.top_reviewed_categories;
GO

CREATE VIEW mart.top_reviewed_categories AS
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
CROSS JOIN total AS t;
GO
