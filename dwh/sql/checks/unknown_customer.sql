-- unknown_customer
-- Severity: report
-- Entity: order
-- Title: Orders without a customer
-- Meaning: The order names no customer. It counts in revenue and order volume under the country (unknown), and is
--   left out of customer acquisition. Correct the order in the source.
SELECT
    CAST(o.order_id AS nvarchar(400)) AS subject,
    CAST(N'The order names no customer.' AS nvarchar(400)) AS detail
FROM fact.sales_order AS o
WHERE o.customer_key = -1 AND o.is_deleted <> CAST(1 AS bit)
