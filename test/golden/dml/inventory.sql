-- drop stray rows of inventory
DELETE FROM stg.inventory_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.inventory_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of inventory
WITH repeated AS (
  SELECT product_id, seller_id, snapshot_date
  FROM stg.inventory_row
  GROUP BY product_id, seller_id, snapshot_date
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.product_id, s.seller_id, s.snapshot_date, s.counted_at_utc, s.quantity_on_hand, s.quantity_reserved, s.reorder_point, s.unit_cost, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.product_id, s.seller_id, s.snapshot_date, s.counted_at_utc, s.quantity_on_hand, s.quantity_reserved, s.reorder_point, s.unit_cost, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.inventory_row AS s
  INNER JOIN repeated AS r ON r.product_id = s.product_id AND r.seller_id = s.seller_id AND r.snapshot_date = s.snapshot_date
), ranked AS (
  SELECT c.batch_id, c.row_id, c.product_id, c.seller_id, c.snapshot_date, c.counted_at_utc, c.quantity_on_hand, c.quantity_reserved, c.reorder_point, c.unit_cost, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.product_id, c.seller_id, c.snapshot_date ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.product_id = c.product_id AND w.seller_id = c.seller_id AND w.snapshot_date = c.snapshot_date AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- infer members of product from inventory
INSERT INTO dim.product (product_key, product_id, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.product_id),
  n.product_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id AS product_id
  FROM stg.inventory_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.product_id IS NOT NULL)
) AS n
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(product_key) AS last_key FROM dim.product WHERE product_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'product'
  ) AS k
) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.product AS d WHERE d.product_id = n.product_id);

-- infer members of seller from inventory
INSERT INTO dim.seller (seller_key, seller_id, geography_key, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.seller_id),
  n.seller_id, -1, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.seller_id AS seller_id
  FROM stg.inventory_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.seller_id IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(seller_key), 0) AS max_key FROM dim.seller WHERE seller_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.seller AS d WHERE d.seller_id = n.seller_id);

-- find the parts, each from @first to @last, to make inventory ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.inventory_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make inventory ready
INSERT INTO stg.inventory_ready WITH (TABLOCK) (batch_id, row_id, row_class, product_id, seller_id, snapshot_date, product_key, seller_key, snapshot_date_key, counted_at_utc, quantity_on_hand, quantity_reserved, quantity_available, reorder_point, unit_cost, stock_value, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.product_id,
  s.seller_id,
  s.snapshot_date,
  COALESCE(d_product_key.product_key, -1) AS product_key,
  COALESCE(d_seller_key.seller_key, -1) AS seller_key,
  COALESCE(YEAR(s.snapshot_date) * 10000 + MONTH(s.snapshot_date) * 100 + DAY(s.snapshot_date), -1) AS snapshot_date_key,
  s.counted_at_utc AS counted_at_utc,
  s.quantity_on_hand AS quantity_on_hand,
  s.quantity_reserved AS quantity_reserved,
  s.quantity_on_hand - s.quantity_reserved AS quantity_available,
  s.reorder_point AS reorder_point,
  s.unit_cost AS unit_cost,
  CAST(CAST(s.quantity_on_hand AS decimal(10, 0)) * CAST(s.unit_cost AS decimal(19, 4)) AS decimal(19, 4)) AS stock_value,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.product_id, r.seller_id, r.snapshot_date, r.counted_at_utc, r.quantity_on_hand, r.quantity_reserved, r.reorder_point, CASE WHEN LEN(RTRIM(r.unit_cost)) <= 14 THEN CAST(CAST(r.unit_cost AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.unit_cost AS decimal(19, 4)) END AS unit_cost, r.changed_at_utc
  FROM stg.inventory_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN (
  SELECT m.product_key, m.product_id, m.valid_from_utc, m.valid_to_utc
  FROM dim.product AS m
  WHERE m.product_id IN (
    SELECT s.product_id AS product_id
    FROM stg.inventory_row AS s
    WHERE s.row_id BETWEEN @first AND @last
  )
) AS d_product_key ON d_product_key.product_id = s.product_id AND s.counted_at_utc >= d_product_key.valid_from_utc AND s.counted_at_utc < d_product_key.valid_to_utc
LEFT JOIN dim.seller AS d_seller_key ON d_seller_key.seller_id = s.seller_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of inventory were overtaken
UPDATE stg.inventory_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.inventory_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'inventory' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = CONCAT(REPLACE(REPLACE(s.product_id, '~', '~~'), '|', '~p'), '|', REPLACE(REPLACE(s.seller_id, '~', '~~'), '|', '~p'), '|', CAST(YEAR(s.snapshot_date) * 10000 + MONTH(s.snapshot_date) * 100 + DAY(s.snapshot_date) AS nvarchar(11))) AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.inventory_ready.batch_id AND m.row_id = stg.inventory_ready.row_id;

-- compare inventory with what is stored
UPDATE stg.inventory_ready
SET row_class = CASE
    WHEN (stg.inventory_ready.changed_at_utc < t.changed_at_utc OR (stg.inventory_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.inventory_ready.product_key <> t.product_key
    OR stg.inventory_ready.seller_key <> t.seller_key
    OR stg.inventory_ready.snapshot_date_key <> t.snapshot_date_key
    OR stg.inventory_ready.counted_at_utc <> t.counted_at_utc
    OR stg.inventory_ready.quantity_on_hand <> t.quantity_on_hand
    OR stg.inventory_ready.quantity_reserved <> t.quantity_reserved
    OR stg.inventory_ready.quantity_available <> t.quantity_available OR (stg.inventory_ready.quantity_available IS NULL AND t.quantity_available IS NOT NULL) OR (stg.inventory_ready.quantity_available IS NOT NULL AND t.quantity_available IS NULL)
    OR stg.inventory_ready.reorder_point <> t.reorder_point OR (stg.inventory_ready.reorder_point IS NULL AND t.reorder_point IS NOT NULL) OR (stg.inventory_ready.reorder_point IS NOT NULL AND t.reorder_point IS NULL)
    OR stg.inventory_ready.unit_cost <> t.unit_cost OR (stg.inventory_ready.unit_cost IS NULL AND t.unit_cost IS NOT NULL) OR (stg.inventory_ready.unit_cost IS NOT NULL AND t.unit_cost IS NULL)
    OR stg.inventory_ready.stock_value <> t.stock_value OR (stg.inventory_ready.stock_value IS NULL AND t.stock_value IS NOT NULL) OR (stg.inventory_ready.stock_value IS NOT NULL AND t.stock_value IS NULL)
    OR stg.inventory_ready.changed_at_utc <> t.changed_at_utc OR (stg.inventory_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.inventory_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.inventory_ready.is_overtaken = 1 AND (stg.inventory_ready.changed_at_utc = t.changed_at_utc OR stg.inventory_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.inventory_snapshot AS t
WHERE t.product_id = stg.inventory_ready.product_id AND t.seller_id = stg.inventory_ready.seller_id AND t.snapshot_date = stg.inventory_ready.snapshot_date;

-- spare what may be newer than inventory
UPDATE stg.inventory_ready
SET row_class = 'superseded'
FROM fact.inventory_snapshot AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'inventory' AND status = 'published') AS l
  WHERE b.entity = 'inventory' AND b.status = 'published'
) AS o
WHERE t.product_id = stg.inventory_ready.product_id AND t.seller_id = stg.inventory_ready.seller_id AND t.snapshot_date = stg.inventory_ready.snapshot_date AND o.batch_id = stg.inventory_ready.batch_id AND stg.inventory_ready.row_class = 'updated'
  AND stg.inventory_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.inventory_ready.changed_at_utc = t.changed_at_utc OR stg.inventory_ready.changed_at_utc IS NULL);

-- update fact.inventory_snapshot
UPDATE fact.inventory_snapshot
SET product_key = r.product_key,
  seller_key = r.seller_key,
  snapshot_date_key = r.snapshot_date_key,
  counted_at_utc = r.counted_at_utc,
  quantity_on_hand = r.quantity_on_hand,
  quantity_reserved = r.quantity_reserved,
  quantity_available = r.quantity_available,
  reorder_point = r.reorder_point,
  unit_cost = r.unit_cost,
  stock_value = r.stock_value,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT product_id, seller_id, snapshot_date, product_key, seller_key, snapshot_date_key, counted_at_utc, quantity_on_hand, quantity_reserved, quantity_available, reorder_point, unit_cost, stock_value, changed_at_utc FROM stg.inventory_ready WHERE row_class = 'updated') AS r
WHERE r.product_id = fact.inventory_snapshot.product_id AND r.seller_id = fact.inventory_snapshot.seller_id AND r.snapshot_date = fact.inventory_snapshot.snapshot_date;

-- insert into fact.inventory_snapshot
INSERT INTO fact.inventory_snapshot (product_id, seller_id, snapshot_date, product_key, seller_key, snapshot_date_key, counted_at_utc, quantity_on_hand, quantity_reserved, quantity_available, reorder_point, unit_cost, stock_value, changed_at_utc, is_deleted, run_id)
SELECT r.product_id, r.seller_id, r.snapshot_date, r.product_key, r.seller_key, r.snapshot_date_key, r.counted_at_utc, r.quantity_on_hand, r.quantity_reserved, r.quantity_available, r.reorder_point, r.unit_cost, r.stock_value, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.inventory_ready AS r
WHERE r.row_class = 'inserted';

-- count the classes of inventory
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.inventory_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of inventory
DELETE FROM stg.inventory_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.inventory_row.batch_id AND c.row_id = stg.inventory_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of inventory
DELETE FROM stg.inventory_ready WITH (TABLOCK);
