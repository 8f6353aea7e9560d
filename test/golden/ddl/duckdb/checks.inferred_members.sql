CREATE OR REPLACE VIEW checks.inferred_members AS
SELECT
    CASE WHEN length(CAST(concat('customer ', c.customer_id) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('customer ', c.customer_id) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST(CASE
        WHEN c.segment IS NOT NULL OR c.preferred_language IS NOT NULL OR c.loyalty_points IS NOT NULL
            THEN 'The customer has a profile, but its own row has not come.'
        ELSE 'The customer is named by other rows, but its own row has not come.'
    END AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(CASE
        WHEN c.segment IS NOT NULL OR c.preferred_language IS NOT NULL OR c.loyalty_points IS NOT NULL
            THEN 'The customer has a profile, but its own row has not come.'
        ELSE 'The customer is named by other rows, but its own row has not come.'
    END AS VARCHAR) END AS detail
FROM dim.customer AS c
WHERE c.is_inferred = CAST(1 AS BOOLEAN) AND c.is_current = CAST(1 AS BOOLEAN) AND c.customer_key <> -1
UNION ALL
SELECT
    CASE WHEN length(CAST(concat('product ', p.product_id) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('product ', p.product_id) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The product is named by other rows, but its own row has not come.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The product is named by other rows, but its own row has not come.' AS VARCHAR) END AS detail
FROM dim.product AS p
WHERE p.is_inferred = CAST(1 AS BOOLEAN) AND p.is_current = CAST(1 AS BOOLEAN) AND p.product_key <> -1
UNION ALL
SELECT
    CASE WHEN length(CAST(concat('seller ', s.seller_id) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('seller ', s.seller_id) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The seller is named by other rows, but its own row has not come.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The seller is named by other rows, but its own row has not come.' AS VARCHAR) END AS detail
FROM dim.seller AS s
WHERE s.is_inferred = CAST(1 AS BOOLEAN) AND s.seller_key <> -1
UNION ALL
SELECT
    CASE WHEN length(CAST(concat('geography ', g.country, ' / ', g.postal_code, ' / ', g.city) AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST(concat('geography ', g.country, ' / ', g.postal_code, ' / ', g.city) AS VARCHAR) END AS subject,
    CASE WHEN length(CAST('The place is named by other rows, but its own row has not come.' AS VARCHAR)) > 400 THEN error('Text is longer than nvarchar(400).') ELSE CAST('The place is named by other rows, but its own row has not come.' AS VARCHAR) END AS detail
FROM dim.geography AS g
WHERE g.is_inferred = CAST(1 AS BOOLEAN) AND g.geography_key <> -1;

COMMENT ON VIEW checks.inferred_members IS 'Members that only other rows name A profile, an order, an item, a stock count or a ticket names this customer, product or seller, or one of these names this place, but its own row has not come, so its attributes are empty, but for those of a profile, and reports show it as (unknown). Load the row: the member is completed in place and nothing else needs loading again. A customer named alias:... is known only by another identifier.';

COMMENT ON COLUMN checks.inferred_members.subject IS 'Natural key of the offending row.';

COMMENT ON COLUMN checks.inferred_members.detail IS 'What is wrong with it.';
