-- what a file of geography lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.country, t.postal_code, t.city FROM dim.geography AS t WHERE t.is_deleted = CAST(0 AS bit) AND t.geography_key > 0 AND t.is_inferred = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.country, s.postal_code, s.city, 1 AS is_held
  FROM stg.geography_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.country = b.country AND f.postal_code = b.postal_code AND f.city = b.city;

-- what a file of geography lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.country, t.postal_code, t.city FROM dim.geography AS t WHERE t.is_deleted = CAST(0 AS bit) AND t.geography_key > 0 AND t.is_inferred = CAST(0 AS bit)
    AND NOT EXISTS (
      SELECT 1 FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id WHERE c.is_known = CAST(1 AS bit) AND s.country = t.country AND s.postal_code = t.postal_code AND s.city = t.city
    )
) AS b
LEFT JOIN (
  SELECT DISTINCT s.country, s.postal_code, s.city, 1 AS is_held
  FROM stg.geography_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.country = b.country AND f.postal_code = b.postal_code AND f.city = b.city;

-- what a file of geography lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3)) AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.country, s.postal_code, s.city, 1 AS is_held
  FROM stg.geography_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.country = b.country AND f.postal_code = b.postal_code AND f.city = b.city;

-- let rows of dim.geography return, while none is whole
UPDATE dim.geography
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
) AS p
WHERE p.country = dim.geography.country AND p.postal_code = dim.geography.postal_code AND p.city = dim.geography.city AND dim.geography.is_deleted = CAST(1 AS bit);

-- let rows of dim.geography return
UPDATE dim.geography
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS p
WHERE p.country = dim.geography.country AND p.postal_code = dim.geography.postal_code AND p.city = dim.geography.city AND dim.geography.is_deleted = CAST(1 AS bit);

-- delete rows of dim.geography
UPDATE dim.geography
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.geography.geography_key > 0 AND dim.geography.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.country = dim.geography.country AND s.postal_code = dim.geography.postal_code AND s.city = dim.geography.city AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  );

-- delete late rows of dim.geography
UPDATE dim.geography
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.geography.geography_key > 0 AND dim.geography.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.country = dim.geography.country AND s.postal_code = dim.geography.postal_code AND s.city = dim.geography.city AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  )
  AND EXISTS (
    SELECT 1
    FROM stg.geography_ready AS r
    INNER JOIN stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND r.country = dim.geography.country AND r.postal_code = dim.geography.postal_code AND r.city = dim.geography.city
  );
