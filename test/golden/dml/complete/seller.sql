-- what a file of seller lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.seller_id
  FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.seller_id FROM dim.seller AS t WHERE t.is_deleted = CAST(0 AS bit) AND t.seller_key > 0 AND t.is_inferred = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.seller_id, 1 AS is_held
  FROM stg.seller_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.seller_id = b.seller_id;

-- what a file of seller lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.seller_id
  FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.seller_id FROM dim.seller AS t WHERE t.is_deleted = CAST(0 AS bit) AND t.seller_key > 0 AND t.is_inferred = CAST(0 AS bit)
    AND NOT EXISTS (
      SELECT 1 FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id WHERE c.is_known = CAST(1 AS bit) AND s.seller_id = t.seller_id
    )
) AS b
LEFT JOIN (
  SELECT DISTINCT s.seller_id, 1 AS is_held
  FROM stg.seller_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.seller_id = b.seller_id;

-- what a file of seller lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.seller_id
  FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3)) AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.seller_id, 1 AS is_held
  FROM stg.seller_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.seller_id = b.seller_id;

-- let rows of dim.seller return, while none is whole
UPDATE dim.seller
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.seller_id
  FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
) AS p
WHERE p.seller_id = dim.seller.seller_id AND dim.seller.is_deleted = CAST(1 AS bit);

-- let rows of dim.seller return
UPDATE dim.seller
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.seller_id
  FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS p
WHERE p.seller_id = dim.seller.seller_id AND dim.seller.is_deleted = CAST(1 AS bit);

-- delete rows of dim.seller
UPDATE dim.seller
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.seller.seller_key > 0 AND dim.seller.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.seller_id = dim.seller.seller_id AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  );

-- delete late rows of dim.seller
UPDATE dim.seller
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.seller.seller_key > 0 AND dim.seller.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.seller_id = dim.seller.seller_id AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  )
  AND EXISTS (
    SELECT 1
    FROM stg.seller_ready AS r
    INNER JOIN stg.seller_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND r.seller_id = dim.seller.seller_id
  );
