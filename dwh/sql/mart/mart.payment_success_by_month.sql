-- mart.payment_success_by_month
-- Purpose: How many payments succeed, by month, means of payment and customer country.
-- Grain: one row per month of the purchase, payment type and customer country with at least one payment
-- Figure success rate: paid payments divided by paid and failed ones. Pending payments are not decided yet, refunded
--   ones were undone later, and a status that nobody listed says neither: all these are left out and counted beside it.
-- Figure paid: as in mart.paid_by_payment_type: amounts of the payments whose status is paid.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column payment_type: Means of payment as the payments name it, or (unknown).
-- Column country: Country that the customer had at the purchase, or (unknown).
-- Column payments: Payments of every status.
-- Column paid_payments: Payments that are paid.
-- Column failed_payments: Payments that failed.
-- Column pending_payments: Payments that are pending.
-- Column refunded_payments: Payments that were refunded.
-- Column other_payments: Payments with a status that nobody listed.
-- Column success_rate: Share of the paid and failed payments that are paid, 0 to 1, rounded to four digits; empty
--   without any.
-- Column paid: Amount paid.
-- Column failed: Amount of the payments that failed.
WITH judged AS (
    SELECT
        d.month_start,
        CAST(CASE
            WHEN d.month_start IS NULL THEN N'(unknown)'
            ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
        END AS nvarchar(9)) AS month_label,
        COALESCE(t.payment_type, N'(unknown)') AS payment_type,
        COALESCE(c.country, N'(unknown)') AS country,
        CASE WHEN p.payment_status = N'paid' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END AS paid,
        CASE WHEN p.payment_status = N'failed' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END AS failed,
        CASE WHEN p.payment_status = N'pending' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END AS pending,
        CASE WHEN p.payment_status = N'refunded' THEN CAST(1 AS bigint) ELSE CAST(0 AS bigint) END AS refunded,
        p.amount
    FROM fact.payment AS p
    INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
    LEFT JOIN dim.date AS d ON d.date_key = p.purchased_date_key
    LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key
    LEFT JOIN dim.customer AS c ON c.customer_key = p.customer_key
    WHERE p.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
),
counted AS (
    SELECT
        j.month_start,
        j.month_label,
        j.payment_type,
        j.country,
        CAST(COUNT(*) AS bigint) AS payments,
        CAST(SUM(j.paid) AS bigint) AS paid_payments,
        CAST(SUM(j.failed) AS bigint) AS failed_payments,
        CAST(SUM(j.pending) AS bigint) AS pending_payments,
        CAST(SUM(j.refunded) AS bigint) AS refunded_payments,
        CAST(SUM(CASE WHEN j.paid = 1 THEN j.amount ELSE CAST(0 AS decimal(19, 4)) END) AS decimal(28, 4)) AS paid,
        CAST(SUM(CASE WHEN j.failed = 1 THEN j.amount ELSE CAST(0 AS decimal(19, 4)) END) AS decimal(28, 4)) AS failed
    FROM judged AS j
    GROUP BY j.month_start, j.month_label, j.payment_type, j.country
)
SELECT
    c.month_start,
    c.month_label,
    c.payment_type,
    c.country,
    c.payments,
    c.paid_payments,
    c.failed_payments,
    c.pending_payments,
    c.refunded_payments,
    c.payments - c.paid_payments - c.failed_payments - c.pending_payments - c.refunded_payments AS other_payments,
    CAST(ROUND(CAST(CAST(c.paid_payments AS float) / NULLIF(c.paid_payments + c.failed_payments, 0)
        AS decimal(28, 10)), 4) AS decimal(9, 4)) AS success_rate,
    c.paid,
    c.failed
FROM counted AS c
