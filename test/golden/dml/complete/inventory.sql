-- what a file of inventory lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date
  FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.product_id, t.seller_id, t.snapshot_date FROM fact.inventory_snapshot AS t WHERE t.is_deleted = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date, 1 AS is_held
  FROM stg.inventory_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = b.product_id AND f.seller_id = b.seller_id AND f.snapshot_date = b.snapshot_date;

-- what a file of inventory lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date
  FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3))
  UNION
  SELECT t.product_id, t.seller_id, t.snapshot_date FROM fact.inventory_snapshot AS t WHERE t.is_deleted = CAST(0 AS bit)
    AND NOT EXISTS (
      SELECT 1 FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id WHERE c.is_known = CAST(1 AS bit) AND s.product_id = t.product_id AND s.seller_id = t.seller_id AND s.snapshot_date = t.snapshot_date
    )
) AS b
LEFT JOIN (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date, 1 AS is_held
  FROM stg.inventory_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = b.product_id AND f.seller_id = b.seller_id AND f.snapshot_date = b.snapshot_date;

-- what a file of inventory lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date
  FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc < CAST(@as_of AS datetime2(3)) AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date, 1 AS is_held
  FROM stg.inventory_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = b.product_id AND f.seller_id = b.seller_id AND f.snapshot_date = b.snapshot_date;

-- let rows of fact.inventory_snapshot return, while none is whole
UPDATE fact.inventory_snapshot
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date
  FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
) AS p
WHERE p.product_id = fact.inventory_snapshot.product_id AND p.seller_id = fact.inventory_snapshot.seller_id AND p.snapshot_date = fact.inventory_snapshot.snapshot_date AND fact.inventory_snapshot.is_deleted = CAST(1 AS bit);

-- let rows of fact.inventory_snapshot return
UPDATE fact.inventory_snapshot
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.product_id, s.seller_id, s.snapshot_date
  FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
  WHERE c.as_of_utc >= CAST(@from_utc AS datetime2(3))
) AS p
WHERE p.product_id = fact.inventory_snapshot.product_id AND p.seller_id = fact.inventory_snapshot.seller_id AND p.snapshot_date = fact.inventory_snapshot.snapshot_date AND fact.inventory_snapshot.is_deleted = CAST(1 AS bit);

-- delete rows of fact.inventory_snapshot
UPDATE fact.inventory_snapshot
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.product_id = fact.inventory_snapshot.product_id AND s.seller_id = fact.inventory_snapshot.seller_id AND s.snapshot_date = fact.inventory_snapshot.snapshot_date AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  );

-- delete late rows of fact.inventory_snapshot
UPDATE fact.inventory_snapshot
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id
    WHERE s.product_id = fact.inventory_snapshot.product_id AND s.seller_id = fact.inventory_snapshot.seller_id AND s.snapshot_date = fact.inventory_snapshot.snapshot_date AND c.as_of_utc >= CAST(@from_utc AS datetime2(3))
  )
  AND EXISTS (
    SELECT 1
    FROM stg.inventory_ready AS r
    INNER JOIN stg.inventory_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id ON s.batch_id = r.batch_id AND s.row_id = r.row_id
    WHERE r.row_class = 'inserted' AND r.product_id = fact.inventory_snapshot.product_id AND r.seller_id = fact.inventory_snapshot.seller_id AND r.snapshot_date = fact.inventory_snapshot.snapshot_date
  );
