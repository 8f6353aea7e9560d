CREATE OR REPLACE VIEW checks.wrong_date_order AS
SELECT
    CASE WHEN length(CAST(x.order_id AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(x.order_id AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(rtrim(concat(x.approved, x.shipped, x.delivered, x.unshipped), ' ') AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(rtrim(concat(x.approved, x.shipped, x.delivered, x.unshipped), ' ') AS VARCHAR) END AS detail
FROM (
    SELECT
        o.order_id,
        CASE WHEN o.approved_at_utc < o.purchased_at_utc THEN 'Approved before it was purchased. ' ELSE '' END
            AS approved,
        CASE WHEN o.shipped_at_utc < o.purchased_at_utc THEN 'Shipped before it was purchased. ' ELSE '' END
            AS shipped,
        CASE WHEN o.delivered_at_utc < o.purchased_at_utc THEN 'Delivered before it was purchased. ' ELSE '' END
            AS delivered,
        CASE WHEN o.delivered_at_utc < o.shipped_at_utc THEN 'Delivered before it was shipped.' ELSE '' END
            AS unshipped
    FROM fact.sales_order AS o
    WHERE o.is_deleted <> CAST(1 AS BOOLEAN)
) AS x
WHERE x.approved <> '' OR x.shipped <> '' OR x.delivered <> '' OR x.unshipped <> '';

COMMENT ON VIEW checks.wrong_date_order IS 'Dates of an order are in the wrong order The order was approved, shipped or delivered before it was placed, or delivered before it was shipped. Its days to approve, ship or deliver are wrong. Correct the date in the source; often it is a time zone or a typing error.';

COMMENT ON COLUMN checks.wrong_date_order.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.wrong_date_order.detail IS 'What is wrong with it.';
