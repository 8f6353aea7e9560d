DROP VIEW IF EXISTS mart.revenue_by_month_segment;
GO

CREATE VIEW mart.revenue_by_month_segment AS
WITH monthly AS (
    SELECT
        l.month_start,
        l.month_label,
        l.segment,
        CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
        CAST(COUNT(*) AS bigint) AS items,
        CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
        CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
        CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
        CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
    FROM mart.revenue_line AS l
    GROUP BY l.month_start, l.month_label, l.segment
)
SELECT
    m.month_start,
    m.month_label,
    m.segment,
    m.orders,
    m.items,
    m.pieces,
    m.revenue,
    m.freight,
    m.gross,
    CAST(ROUND(CAST(CAST(m.revenue AS float) / NULLIF(m.orders, 0) AS decimal(38, 10)), 4) AS decimal(28, 4))
        AS average_order
FROM monthly AS m;
GO
