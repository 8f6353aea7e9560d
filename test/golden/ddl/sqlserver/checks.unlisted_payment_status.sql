DROP VIEW IF EXISTS checks.unlisted_payment_status;
GO

CREATE VIEW checks.unlisted_payment_status AS
SELECT
    CAST(p.payment_status AS nvarchar(400)) AS subject,
    CAST(CONCAT(
        N'Payments with this status: ', CAST(COUNT(*) AS bigint), N'. They do not count as paid.'
    ) AS nvarchar(400)) AS detail
FROM fact.payment AS p
WHERE p.payment_status NOT IN (N'paid', N'pending', N'failed', N'refunded')
GROUP BY p.payment_status;
GO
