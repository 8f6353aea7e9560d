DROP VIEW IF EXISTS checks.wrong_date_order;
GO

CREATE VIEW checks.wrong_date_order AS
SELECT
    CAST(x.order_id AS nvarchar(400)) AS subject,
    CAST(RTRIM(CONCAT(x.approved, x.shipped, x.delivered, x.unshipped)) AS nvarchar(400)) AS detail
FROM (
    SELECT
        o.order_id,
        CASE WHEN o.approved_at_utc < o.purchased_at_utc THEN N'Approved before it was purchased. ' ELSE N'' END
            AS approved,
        CASE WHEN o.shipped_at_utc < o.purchased_at_utc THEN N'Shipped before it was purchased. ' ELSE N'' END
            AS shipped,
        CASE WHEN o.delivered_at_utc < o.purchased_at_utc THEN N'Delivered before it was purchased. ' ELSE N'' END
            AS delivered,
        CASE WHEN o.delivered_at_utc < o.shipped_at_utc THEN N'Delivered before it was shipped.' ELSE N'' END
            AS unshipped
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS bit)
) AS x
WHERE x.approved <> N'' OR x.shipped <> N'' OR x.delivered <> N'' OR x.unshipped <> N'';
GO
