-- what a file of geography lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source)) AND (s.batch_id < @batch_id OR (s.batch_id = @batch_id AND s.source_id < @source_id))
  UNION
  SELECT t.country, t.postal_code, t.city FROM dim.geography AS t WHERE t.is_deleted = CAST(0 AS bit) AND t.geography_key > 0 AND t.is_inferred = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.country, s.postal_code, s.city, 1 AS is_held
  FROM stg.geography_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.country = b.country AND f.postal_code = b.postal_code AND f.city = b.city;

-- what a file of geography lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source)) AND (s.batch_id < @batch_id OR (s.batch_id = @batch_id AND s.source_id < @source_id))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.country, s.postal_code, s.city, 1 AS is_held
  FROM stg.geography_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.country = b.country AND f.postal_code = b.postal_code AND f.city = b.city;

-- let rows of dim.geography return
UPDATE dim.geography
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.country, s.postal_code, s.city
  FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
) AS p
WHERE p.country = dim.geography.country AND p.postal_code = dim.geography.postal_code AND p.city = dim.geography.city AND dim.geography.is_deleted = CAST(1 AS bit);

-- delete rows of dim.geography
UPDATE dim.geography
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.geography.geography_key > 0 AND dim.geography.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
    WHERE s.country = dim.geography.country AND s.postal_code = dim.geography.postal_code AND s.city = dim.geography.city AND (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
  );

-- delete late rows of dim.geography
UPDATE dim.geography
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit) AND dim.geography.geography_key > 0 AND dim.geography.is_inferred = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.geography_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
    WHERE s.country = dim.geography.country AND s.postal_code = dim.geography.postal_code AND s.city = dim.geography.city AND (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
  )
  AND EXISTS (
    SELECT 1 FROM stg.geography_ready AS r WHERE r.row_class = 'inserted' AND r.country = dim.geography.country AND r.postal_code = dim.geography.postal_code AND r.city = dim.geography.city
  );
