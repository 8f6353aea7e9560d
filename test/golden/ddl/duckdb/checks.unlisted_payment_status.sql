CREATE OR REPLACE VIEW checks.unlisted_payment_status AS
SELECT
    CASE WHEN length(CAST(p.payment_status AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(p.payment_status AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(concat('Payments with this status: ', CAST(count(*) AS BIGINT), '. They do not count as paid.') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('Payments with this status: ', CAST(count(*) AS BIGINT), '. They do not count as paid.') AS VARCHAR) END AS detail
FROM fact.payment AS p
INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
WHERE p.payment_status NOT IN ('paid', 'pending', 'failed', 'refunded')
    AND p.is_deleted <> CAST(1 AS BOOLEAN)
    AND o.is_deleted <> CAST(1 AS BOOLEAN)
GROUP BY p.payment_status;

COMMENT ON VIEW checks.unlisted_payment_status IS 'Payment statuses that nobody listed Payments carry another status than paid, pending, failed or refunded. They do not count as paid. If the status is another spelling of one of these, map it in the feed.';

COMMENT ON COLUMN checks.unlisted_payment_status.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.unlisted_payment_status.detail IS 'What is wrong with it.';
