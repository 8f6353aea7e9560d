CREATE OR REPLACE VIEW mart.paid_by_payment_type AS
WITH paid_payment AS (
    SELECT
        p.payment_type_key,
        CAST(sum(p.amount) AS DECIMAL(28, 4)) AS paid,
        CAST(count(*) AS BIGINT) AS payments,
        CAST(count(DISTINCT p.order_key) AS BIGINT) AS orders,
        avg(CAST(p.installments AS DOUBLE)) AS average_instalments
    FROM fact.payment AS p
    INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
    WHERE p.payment_status = 'paid' AND p.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN)
    GROUP BY p.payment_type_key
)
SELECT
    CASE WHEN p.payment_type_key = -1 THEN '(unknown)' ELSE coalesce(t.payment_type, '(unknown)') END AS payment_type,
    p.paid,
    p.payments,
    p.orders,
    CAST(round(CAST(p.average_instalments AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS average_instalments,
    CAST(round(CAST(CAST(p.paid AS DOUBLE) / nullif(sum(p.paid) OVER (), 0) AS DECIMAL(38, 10)), 4) AS DECIMAL(28, 4))
        AS share_of_paid
FROM paid_payment AS p
LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key;

COMMENT ON VIEW mart.paid_by_payment_type IS 'What was paid by which means. Grain: one row per payment type with at least one payment that is paid.';

COMMENT ON COLUMN mart.paid_by_payment_type.payment_type IS 'Means of payment as the payments name it, or (unknown).';

COMMENT ON COLUMN mart.paid_by_payment_type.paid IS 'Amount paid.';

COMMENT ON COLUMN mart.paid_by_payment_type.payments IS 'Paid payments.';

COMMENT ON COLUMN mart.paid_by_payment_type.orders IS 'Distinct orders with a paid payment of the type; not additive, for an order may be paid by two means.';

COMMENT ON COLUMN mart.paid_by_payment_type.average_instalments IS 'Average number of instalments, rounded to four digits; empty when no payment names one.';

COMMENT ON COLUMN mart.paid_by_payment_type.share_of_paid IS 'Share of all amounts paid, 0 to 1, rounded to four digits.';
