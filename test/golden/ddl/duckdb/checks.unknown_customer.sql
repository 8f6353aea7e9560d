CREATE OR REPLACE VIEW checks.unknown_customer AS
SELECT
    CASE WHEN length(CAST(o.order_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(o.order_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The order names no customer.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The order names no customer.' AS VARCHAR) END AS detail
FROM fact.sales_order AS o
WHERE o.customer_key = -1 AND o.is_deleted <> CAST(1 AS BOOLEAN);

COMMENT ON VIEW checks.unknown_customer IS 'Orders without a customer The order names no customer. It counts in revenue and order volume under the country (unknown), and is left out of customer acquisition. Correct the order in the source.';

COMMENT ON COLUMN checks.unknown_customer.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.unknown_customer.detail IS 'What is wrong with it.';
