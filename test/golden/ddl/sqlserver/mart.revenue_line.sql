DROP VIEW IF EXISTS mart.revenue_line;
GO

CREATE VIEW mart.revenue_line AS
SELECT
    i.order_key,
    i.order_id,
    i.line_number,
    i.purchased_date_key,
    i.product_key,
    i.seller_key,
    d.month_start,
    CAST(CASE
        WHEN d.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(d.year_number, N'-', RIGHT(CONCAT(N'0', d.month_number), 2))
    END AS nvarchar(9)) AS month_label,
    COALESCE(p.category, N'(unknown)') AS category,
    COALESCE(c.country, N'(unknown)') AS country,
    COALESCE(c.segment, N'(unknown)') AS segment,
    i.quantity,
    i.item_amount AS revenue,
    i.freight_amount AS freight,
    i.gross_amount AS gross
FROM fact.order_item AS i
INNER JOIN fact.sales_order AS o ON o.order_key = i.order_key
LEFT JOIN dim.order_status AS s ON s.order_status_key = o.order_status_key
LEFT JOIN dim.date AS d ON d.date_key = i.purchased_date_key
LEFT JOIN dim.product AS p ON p.product_key = i.product_key
LEFT JOIN dim.customer AS c ON c.customer_key = i.customer_key
WHERE COALESCE(s.counts_as_revenue, CAST(1 AS bit)) = CAST(1 AS bit)
    AND i.is_deleted <> CAST(1 AS bit)
    AND o.is_deleted <> CAST(1 AS bit);
GO
