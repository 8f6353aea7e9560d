-- what a file of review lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.review_id, s.order_id
  FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.review_id, t.order_id FROM fact.review AS t WHERE t.is_deleted = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.review_id, s.order_id, 1 AS is_held
  FROM stg.review_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.review_id = b.review_id AND f.order_id = b.order_id;

-- what a file of review lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.review_id, s.order_id
  FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.review_id, t.order_id FROM fact.review AS t WHERE t.is_deleted = CAST(0 AS bit)
    AND NOT EXISTS (
      SELECT 1 FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id WHERE c.is_known = CAST(1 AS bit) AND s.review_id = t.review_id AND s.order_id = t.order_id
    )
) AS b
LEFT JOIN (
  SELECT DISTINCT s.review_id, s.order_id, 1 AS is_held
  FROM stg.review_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.review_id = b.review_id AND f.order_id = b.order_id;

-- what a file of review lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.review_id, s.order_id
  FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3)) AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.review_id, s.order_id, 1 AS is_held
  FROM stg.review_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.review_id = b.review_id AND f.order_id = b.order_id;

-- let rows of fact.review return, while none is whole
UPDATE fact.review
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.review_id, s.order_id
  FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
) AS p
WHERE p.review_id = fact.review.review_id AND p.order_id = fact.review.order_id AND fact.review.is_deleted = CAST(1 AS bit);

-- let rows of fact.review return
UPDATE fact.review
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.review_id, s.order_id
  FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS p
WHERE p.review_id = fact.review.review_id AND p.order_id = fact.review.order_id AND fact.review.is_deleted = CAST(1 AS bit);

-- delete rows of fact.review
UPDATE fact.review
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.review_id = fact.review.review_id AND s.order_id = fact.review.order_id AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  );

-- delete late rows of fact.review
UPDATE fact.review
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.review_id = fact.review.review_id AND s.order_id = fact.review.order_id AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  )
  AND EXISTS (
    SELECT 1
    FROM stg.review_ready AS r
    INNER JOIN stg.review_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND r.review_id = fact.review.review_id AND r.order_id = fact.review.order_id
  );
