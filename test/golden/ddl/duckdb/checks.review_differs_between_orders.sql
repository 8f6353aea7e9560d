CREATE OR REPLACE VIEW checks.review_differs_between_orders AS
SELECT
    CASE WHEN length(CAST(r.review_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(r.review_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('Scores from ', min(r.score), ' to ', max(r.score), ', dates from ', min(r.created_date_key), ' to ', max(r.created_date_key), '.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('Scores from ', min(r.score), ' to ', max(r.score), ', dates from ', min(r.created_date_key), ' to ', max(r.created_date_key), '.') AS VARCHAR) END AS detail
FROM (
    SELECT m.review_id FROM fact.review AS m GROUP BY m.review_id HAVING count(*) > 1
) AS several
INNER JOIN fact.review AS r ON r.review_id = several.review_id
INNER JOIN fact.sales_order AS o ON o.order_key = r.order_key
WHERE r.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN)
GROUP BY r.review_id
HAVING min(r.score) <> max(r.score) OR min(r.created_date_key) <> max(r.created_date_key);

COMMENT ON VIEW checks.review_differs_between_orders IS 'Reviews whose rows disagree The review speaks of several orders, and its score or date is not the same in each of its rows. Reports by review take the row with the lowest order_id. Correct the review in the source.';

COMMENT ON COLUMN checks.review_differs_between_orders.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.review_differs_between_orders.detail IS 'What is wrong with it.';
