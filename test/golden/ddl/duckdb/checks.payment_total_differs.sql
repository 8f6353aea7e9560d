CREATE OR REPLACE VIEW checks.payment_total_differs AS
SELECT
    CASE WHEN length(CAST(x.order_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(x.order_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('Paid ', CASE WHEN length(CAST(x.amount AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.amount AS VARCHAR) END, ', items and freight ', CASE WHEN length(CAST(x.gross AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.gross AS VARCHAR) END, ', difference ', CASE WHEN length(CAST(x.difference AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.difference AS VARCHAR) END, '.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('Paid ', CASE WHEN length(CAST(x.amount AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.amount AS VARCHAR) END, ', items and freight ', CASE WHEN length(CAST(x.gross AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.gross AS VARCHAR) END, ', difference ', CASE WHEN length(CAST(x.difference AS VARCHAR)) > 40 THEN error('Text is longer than nvarchar(40).') ELSE CAST(x.difference AS VARCHAR) END, '.') AS VARCHAR) END AS detail
FROM (
    SELECT o.order_id, p.amount, c.gross, CAST(p.amount - c.gross AS DECIMAL(28, 4)) AS difference
    FROM fact.sales_order AS o
    INNER JOIN (
        SELECT i.order_key, CAST(sum(i.gross_amount) AS DECIMAL(28, 4)) AS gross
        FROM fact.order_item AS i
        WHERE i.is_deleted <> CAST(1 AS BOOLEAN)
        GROUP BY i.order_key
    ) AS c ON c.order_key = o.order_key
    INNER JOIN (
        SELECT f.order_key, CAST(sum(f.amount) AS DECIMAL(28, 4)) AS amount
        FROM fact.payment AS f
        WHERE f.payment_status = 'paid' AND f.is_deleted <> CAST(1 AS BOOLEAN)
        GROUP BY f.order_key
    ) AS p ON p.order_key = o.order_key
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
) AS x
WHERE abs(x.difference) > CAST(0.01 AS DECIMAL(19, 4));

COMMENT ON VIEW checks.payment_total_differs IS 'Payments differ from items and freight The paid payments of the order do not add up to its items and freight; more than 0.01 is missing or too much. Orders of every status are compared, canceled ones too, if they have an item and a paid payment. Look for a missing or repeated payment or item in the source; vouchers and fees that the source books elsewhere are harmless.';

COMMENT ON COLUMN checks.payment_total_differs.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.payment_total_differs.detail IS 'What is wrong with it.';
