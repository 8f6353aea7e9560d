DROP VIEW IF EXISTS mart.revenue_by_month_category_country;
GO

CREATE VIEW mart.revenue_by_month_category_country AS
SELECT
    l.month_start,
    l.month_label,
    l.category,
    l.country,
    CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
    CAST(COUNT(*) AS bigint) AS items,
    CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
    CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
    CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
    CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
FROM mart.revenue_line AS l
GROUP BY l.month_start, l.month_label, l.category, l.country;
GO
