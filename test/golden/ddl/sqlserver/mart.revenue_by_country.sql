DROP VIEW IF EXISTS mart.revenue_by_country;
GO

CREATE VIEW mart.revenue_by_country AS
WITH totals AS (
    SELECT
        l.country,
        CAST(COUNT(DISTINCT l.order_key) AS bigint) AS orders,
        CAST(COUNT(*) AS bigint) AS items,
        CAST(SUM(CAST(l.quantity AS bigint)) AS bigint) AS pieces,
        CAST(SUM(l.revenue) AS decimal(28, 4)) AS revenue,
        CAST(SUM(l.freight) AS decimal(28, 4)) AS freight,
        CAST(SUM(l.gross) AS decimal(28, 4)) AS gross
    FROM mart.revenue_line AS l
    GROUP BY l.country
)
SELECT
    t.country,
    t.orders,
    t.items,
    t.pieces,
    t.revenue,
    t.freight,
    t.gross,
    CAST(ROUND(CAST(CAST(t.revenue AS float) / NULLIF(SUM(t.revenue) OVER (), 0) AS decimal(28, 10)), 4)
        AS decimal(9, 4)) AS revenue_share
FROM totals AS t;
GO
