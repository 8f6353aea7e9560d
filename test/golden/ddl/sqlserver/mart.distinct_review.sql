DROP VIEW IF EXISTS mart.distinct_review;
GO

CREATE VIEW mart.distinct_review AS
WITH numbered AS (
    SELECT
        r.review_id,
        r.created_date_key,
        r.score,
        r.sentiment,
        CASE WHEN r.title <> N'' OR r.message <> N'' THEN 1 ELSE 0 END AS comments,
        ROW_NUMBER() OVER (PARTITION BY r.review_id ORDER BY r.order_id) AS position_in_review
    FROM fact.review AS r
    INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
    WHERE r.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
)
SELECT
    n.review_id,
    n.created_date_key,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    n.score,
    n.sentiment,
    n.comments
FROM numbered AS n
LEFT JOIN dim.date AS d ON d.date_key = n.created_date_key
WHERE n.position_in_review = 1;
GO
