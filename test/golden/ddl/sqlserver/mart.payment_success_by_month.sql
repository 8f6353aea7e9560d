DROP VIEW IF EXISTS mart.payment_success_by_month;
GO

CREATE VIEW mart.payment_success_by_month AS
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
FROM counted AS c;
GO
