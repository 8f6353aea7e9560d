DROP VIEW IF EXISTS checks.inferred_members;
GO

CREATE VIEW checks.inferred_members AS
SELECT
    CAST(CONCAT(N'customer ', c.customer_id) AS nvarchar(400)) AS subject,
    CAST(CASE
        WHEN c.segment IS NOT NULL OR c.preferred_language IS NOT NULL OR c.loyalty_points IS NOT NULL
            THEN N'The customer has a profile, but its own row has not come.'
        ELSE N'The customer is named by other rows, but its own row has not come.'
    END AS nvarchar(400)) AS detail
FROM dim.customer AS c
WHERE c.is_inferred = CAST(1 AS bit) AND c.is_current = CAST(1 AS bit) AND c.customer_key <> -1
UNION ALL
SELECT
    CAST(CONCAT(N'product ', p.product_id) AS nvarchar(400)) AS subject,
    CAST(N'The product is named by other rows, but its own row has not come.' AS nvarchar(400)) AS detail
FROM dim.product AS p
WHERE p.is_inferred = CAST(1 AS bit) AND p.is_current = CAST(1 AS bit) AND p.product_key <> -1
UNION ALL
SELECT
    CAST(CONCAT(N'seller ', s.seller_id) AS nvarchar(400)) AS subject,
    CAST(N'The seller is named by other rows, but its own row has not come.' AS nvarchar(400)) AS detail
FROM dim.seller AS s
WHERE s.is_inferred = CAST(1 AS bit) AND s.seller_key <> -1
UNION ALL
SELECT
    CAST(CONCAT(N'geography ', g.country, N' / ', g.postal_code, N' / ', g.city) AS nvarchar(400)) AS subject,
    CAST(N'The place is named by other rows, but its own row has not come.' AS nvarchar(400)) AS detail
FROM dim.geography AS g
WHERE g.is_inferred = CAST(1 AS bit) AND g.geography_key <> -1;
GO
