-- what a file of order_item lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.order_id, s.line_number
  FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.order_id, t.line_number FROM fact.order_item AS t WHERE t.is_deleted = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.order_id, s.line_number, 1 AS is_held
  FROM stg.order_item_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.order_id = b.order_id AND f.line_number = b.line_number;

-- what a file of order_item lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.order_id, s.line_number
  FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.order_id, t.line_number FROM fact.order_item AS t WHERE t.is_deleted = CAST(0 AS bit)
    AND NOT EXISTS (
      SELECT 1 FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id WHERE c.is_known = CAST(1 AS bit) AND s.order_id = t.order_id AND s.line_number = t.line_number
    )
) AS b
LEFT JOIN (
  SELECT DISTINCT s.order_id, s.line_number, 1 AS is_held
  FROM stg.order_item_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.order_id = b.order_id AND f.line_number = b.line_number;

-- what a file of order_item lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.order_id, s.line_number
  FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3)) AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.order_id, s.line_number, 1 AS is_held
  FROM stg.order_item_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.order_id = b.order_id AND f.line_number = b.line_number;

-- let rows of fact.order_item return, while none is whole
UPDATE fact.order_item
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.order_id, s.line_number
  FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
) AS p
WHERE p.order_id = fact.order_item.order_id AND p.line_number = fact.order_item.line_number AND fact.order_item.is_deleted = CAST(1 AS bit);

-- let rows of fact.order_item return
UPDATE fact.order_item
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.order_id, s.line_number
  FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS p
WHERE p.order_id = fact.order_item.order_id AND p.line_number = fact.order_item.line_number AND fact.order_item.is_deleted = CAST(1 AS bit);

-- delete rows of fact.order_item
UPDATE fact.order_item
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.order_id = fact.order_item.order_id AND s.line_number = fact.order_item.line_number AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  );

-- delete late rows of fact.order_item
UPDATE fact.order_item
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.order_id = fact.order_item.order_id AND s.line_number = fact.order_item.line_number AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  )
  AND EXISTS (
    SELECT 1
    FROM stg.order_item_ready AS r
    INNER JOIN stg.order_item_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND r.order_id = fact.order_item.order_id AND r.line_number = fact.order_item.line_number
  );
