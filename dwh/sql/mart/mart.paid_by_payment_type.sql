-- mart.paid_by_payment_type
-- Purpose: What was paid by which means.
-- Grain: one row per payment type with at least one payment that is paid
-- Figure paid: amounts of the payments whose status is paid; pending, failed and refunded ones are left out. The
--   orders may have any status, canceled ones included: the money came in.
-- Figure average instalments: mean over the paid payments that name a number of instalments.
-- Figure share: paid amount of the type divided by all paid amounts.
-- Column payment_type: Means of payment as the payments name it, or (unknown).
-- Column paid: Amount paid.
-- Column payments: Paid payments.
-- Column orders: Distinct orders with a paid payment of the type; not additive, for an order may be paid by two means.
-- Column average_instalments: Average number of instalments, rounded to four digits; empty when no payment names one.
-- Column share_of_paid: Share of all amounts paid, 0 to 1, rounded to four digits.
WITH paid_payment AS (
    SELECT
        p.payment_type_key,
        CAST(SUM(p.amount) AS decimal(28, 4)) AS paid,
        CAST(COUNT(*) AS bigint) AS payments,
        CAST(COUNT(DISTINCT p.order_key) AS bigint) AS orders,
        AVG(CAST(p.installments AS float)) AS average_instalments
    FROM fact.payment AS p
    INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
    WHERE p.payment_status = N'paid' AND p.is_deleted <> CAST(1 AS bit) AND o.is_deleted <> CAST(1 AS bit)
    GROUP BY p.payment_type_key
)
SELECT
    CASE WHEN p.payment_type_key = -1 THEN N'(unknown)' ELSE COALESCE(t.payment_type, N'(unknown)') END AS payment_type,
    p.paid,
    p.payments,
    p.orders,
    CAST(ROUND(CAST(p.average_instalments AS decimal(28, 10)), 4) AS decimal(9, 4)) AS average_instalments,
    CAST(ROUND(CAST(CAST(p.paid AS float) / NULLIF(SUM(p.paid) OVER (), 0) AS decimal(38, 10)), 4) AS decimal(28, 4))
        AS share_of_paid
FROM paid_payment AS p
LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key
