CREATE OR REPLACE VIEW mart.payment_success_by_month AS
WITH judged AS (
    SELECT
        d.month_start,
        CASE WHEN length(CAST(CASE
            WHEN d.month_start IS NULL THEN '(unknown)'
            ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
        END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
            WHEN d.month_start IS NULL THEN '(unknown)'
            ELSE concat(d.year_number, '-', "right"(concat('0', d.month_number), 2))
        END AS VARCHAR) END AS month_label,
        coalesce(t.payment_type, '(unknown)') AS payment_type,
        coalesce(c.country, '(unknown)') AS country,
        CASE WHEN p.payment_status = 'paid' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS paid,
        CASE WHEN p.payment_status = 'failed' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS failed,
        CASE WHEN p.payment_status = 'pending' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS pending,
        CASE WHEN p.payment_status = 'refunded' THEN CAST(1 AS BIGINT) ELSE CAST(0 AS BIGINT) END AS refunded,
        p.amount
    FROM fact.payment AS p
    INNER JOIN fact.sales_order AS o ON o.order_key = p.order_key
    LEFT JOIN dim.date AS d ON d.date_key = p.purchased_date_key
    LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key
    LEFT JOIN dim.customer AS c ON c.customer_key = p.customer_key
    WHERE p.is_deleted <> CAST(1 AS BOOLEAN) AND o.is_deleted <> CAST(1 AS BOOLEAN)
),
counted AS (
    SELECT
        j.month_start,
        j.month_label,
        j.payment_type,
        j.country,
        CAST(count(*) AS BIGINT) AS payments,
        CAST(trunc(coalesce(sum(j.paid), CAST(NULL AS TINYINT))) AS BIGINT) AS paid_payments,
        CAST(trunc(coalesce(sum(j.failed), CAST(NULL AS TINYINT))) AS BIGINT) AS failed_payments,
        CAST(trunc(coalesce(sum(j.pending), CAST(NULL AS TINYINT))) AS BIGINT) AS pending_payments,
        CAST(trunc(coalesce(sum(j.refunded), CAST(NULL AS TINYINT))) AS BIGINT) AS refunded_payments,
        CAST(sum(CASE WHEN j.paid = 1 THEN j.amount ELSE CAST(0 AS DECIMAL(19, 4)) END) AS DECIMAL(28, 4)) AS paid,
        CAST(sum(CASE WHEN j.failed = 1 THEN j.amount ELSE CAST(0 AS DECIMAL(19, 4)) END) AS DECIMAL(28, 4)) AS failed
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
    CAST(round(CAST(CAST(c.paid_payments AS DOUBLE) / nullif(c.paid_payments + c.failed_payments, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS success_rate,
    c.paid,
    c.failed
FROM counted AS c;

COMMENT ON VIEW mart.payment_success_by_month IS 'How many payments succeed, by month, means of payment and customer country. Grain: one row per month of the purchase, payment type and customer country with at least one payment.';

COMMENT ON COLUMN mart.payment_success_by_month.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.payment_success_by_month.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.payment_success_by_month.payment_type IS 'Means of payment as the payments name it, or (unknown).';

COMMENT ON COLUMN mart.payment_success_by_month.country IS 'Country that the customer had at the purchase, or (unknown).';

COMMENT ON COLUMN mart.payment_success_by_month.payments IS 'Payments of every status.';

COMMENT ON COLUMN mart.payment_success_by_month.paid_payments IS 'Payments that are paid.';

COMMENT ON COLUMN mart.payment_success_by_month.failed_payments IS 'Payments that failed.';

COMMENT ON COLUMN mart.payment_success_by_month.pending_payments IS 'Payments that are pending.';

COMMENT ON COLUMN mart.payment_success_by_month.refunded_payments IS 'Payments that were refunded.';

COMMENT ON COLUMN mart.payment_success_by_month.other_payments IS 'Payments with a status that nobody listed.';

COMMENT ON COLUMN mart.payment_success_by_month.success_rate IS 'Share of the paid and failed payments that are paid, 0 to 1, rounded to four digits; empty without any.';

COMMENT ON COLUMN mart.payment_success_by_month.paid IS 'Amount paid.';

COMMENT ON COLUMN mart.payment_success_by_month.failed IS 'Amount of the payments that failed.';
