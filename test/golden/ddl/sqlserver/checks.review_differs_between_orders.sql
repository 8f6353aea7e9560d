DROP VIEW IF EXISTS checks.review_differs_between_orders;
GO

CREATE VIEW checks.review_differs_between_orders AS
SELECT
    CAST(r.review_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Scores from ', MIN(r.score), N' to ', MAX(r.score),
        N', dates from ', MIN(r.created_date_key), N' to ', MAX(r.created_date_key), N'.'
    ) AS nvarchar(400)) AS detail
FROM (
    SELECT m.review_id FROM fact.review AS m GROUP BY m.review_id HAVING COUNT(*) > 1
) AS several
INNER JOIN fact.review AS r ON r.review_id = several.review_id
INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
WHERE r.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
GROUP BY r.review_id
HAVING MIN(r.score) <> MAX(r.score) OR MIN(r.created_date_key) <> MAX(r.created_date_key);
GO
