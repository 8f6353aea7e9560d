DROP VIEW IF EXISTS checks.unlisted_payment_status;
GO

CREATE VIEW checks.unlisted_payment_status AS
SELECT
    CAST(p.payment_status AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Payments with this status: ', CAST(COUNT(*) AS bigint), N'. They do not count as paid.'
    ) AS nvarchar(400)) AS detail
FROM fact.payment AS p
INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
WHERE p.payment_status NOT IN (N'paid', N'pending', N'failed', N'refunded')
    AND p.is_deleted <> CAST(1 AS bit)
    AND o.is_deleted <> CAST(1 AS bit)
GROUP BY p.payment_status;
GO
