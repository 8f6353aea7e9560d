-- wrong_date_order
-- Severity: report
-- Entity: order
-- Title: Dates of an order are in the wrong order
-- Meaning: The order was approved, shipped or delivered before it was placed, or delivered before it was shipped. Its
--   days to approve, ship or deliver are wrong. Correct the date in the source; often it is a time zone or a typing
--   error.
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
WHERE x.approved <> N'' OR x.shipped <> N'' OR x.delivered <> N'' OR x.unshipped <> N''
