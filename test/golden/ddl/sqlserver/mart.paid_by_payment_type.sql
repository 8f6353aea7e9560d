DROP VIEW IF EXISTS mart.paid_by_payment_type;
GO

CREATE VIEW mart.paid_by_payment_type AS
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
LEFT JOIN dim.payment_type AS t ON t.payment_type_key = p.payment_type_key;
GO
