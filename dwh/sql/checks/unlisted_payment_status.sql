-- unlisted_payment_status
-- Severity: report
-- Entity: payment
-- Title: Payment statuses that nobody listed
-- Meaning: Payments carry another status than paid, pending, failed or refunded. They do not count as paid. If the
--   status is another spelling of one of these, map it in the feed.
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
GROUP BY p.payment_status
