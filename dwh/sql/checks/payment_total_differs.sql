-- payment_total_differs
-- Severity: report
-- Entity: order
-- Title: Payments differ from items and freight
-- Meaning: The paid payments of the order do not add up to its items and freight; more than 0.01 is missing or too
--   much. Orders of every status are compared, canceled ones too, if they have an item and a paid payment. Look for a
--   missing or repeated payment or item in the source; vouchers and fees that the source books elsewhere are
--   harmless.
SELECT
    CAST(x.order_id AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Paid ', CAST(x.amount AS nvarchar(40)),
        N', items and freight ', CAST(x.gross AS nvarchar(40)),
        N', difference ', CAST(x.difference AS nvarchar(40)), N'.'
    ) AS nvarchar(400)) AS detail
FROM (
    SELECT o.order_id, p.amount, c.gross, CAST(p.amount - c.gross AS decimal(28, 4)) AS difference
    FROM fact.sales_order AS o
    INNER JOIN (
        SELECT i.order_key, CAST(SUM(i.gross_amount) AS decimal(28, 4)) AS gross
        FROM fact.order_item AS i
        WHERE i.is_deleted <> CAST(1 AS bit)
        GROUP BY i.order_key
    ) AS c ON c.order_key = o.order_key
    INNER JOIN (
        SELECT f.order_key, CAST(SUM(f.amount) AS decimal(28, 4)) AS amount
        FROM fact.payment AS f
        WHERE f.payment_status = N'paid' AND f.is_deleted <> CAST(1 AS bit)
        GROUP BY f.order_key
    ) AS p ON p.order_key = o.order_key
    WHERE o.is_deleted <> CAST(1 AS bit)
) AS x
WHERE ABS(x.difference) > CAST(0.01 AS decimal(19, 4))
