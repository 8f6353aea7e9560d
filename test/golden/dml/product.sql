-- drop stray rows of product
DELETE FROM stg.product_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.product_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of product
WITH repeated AS (
  SELECT product_id
  FROM stg.product_row
  GROUP BY product_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.product_id, s.product_name, s.category, s.brand, s.list_price, s.weight_g, s.length_cm, s.height_cm, s.width_cm, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.product_id, s.product_name, s.category, s.brand, s.list_price, s.weight_g, s.length_cm, s.height_cm, s.width_cm, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.product_row AS s
  INNER JOIN repeated AS r ON r.product_id = s.product_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.product_id, c.product_name, c.category, c.brand, c.list_price, c.weight_g, c.length_cm, c.height_cm, c.width_cm, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.product_id, COALESCE(c.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.product_id = c.product_id AND COALESCE(w.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) = COALESCE(c.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- find the parts, each from @first to @last, to make product ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.product_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make product ready
INSERT INTO stg.product_ready WITH (TABLOCK) (batch_id, row_id, row_class, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, since_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.product_id,
  s.product_name AS product_name,
  s.category AS category,
  s.brand AS brand,
  s.list_price AS list_price,
  s.weight_g AS weight_g,
  s.length_cm AS length_cm,
  s.height_cm AS height_cm,
  s.width_cm AS width_cm,
  s.changed_at_utc AS changed_at_utc,
  COALESCE(s.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) AS since_utc
FROM (
  SELECT r.batch_id, r.row_id, r.product_id, r.product_name, r.category, r.brand, CASE WHEN LEN(RTRIM(r.list_price)) <= 14 THEN CAST(CAST(r.list_price AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.list_price AS decimal(19, 4)) END AS list_price, CAST(r.weight_g AS decimal(9, 2)) AS weight_g, CAST(r.length_cm AS decimal(9, 2)) AS length_cm, CAST(r.height_cm AS decimal(9, 2)) AS height_cm, CAST(r.width_cm AS decimal(9, 2)) AS width_cm, r.changed_at_utc
  FROM stg.product_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of product were overtaken
UPDATE stg.product_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.product_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'product' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = REPLACE(REPLACE(s.product_id, '~', '~~'), '|', '~p') AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.product_ready.batch_id AND m.row_id = stg.product_ready.row_id;

-- compare product with what is stored
UPDATE stg.product_ready
SET row_class = CASE
    WHEN stg.product_ready.product_name <> t.product_name OR (stg.product_ready.product_name IS NULL AND t.product_name IS NOT NULL) OR (stg.product_ready.product_name IS NOT NULL AND t.product_name IS NULL)
    OR stg.product_ready.category <> t.category OR (stg.product_ready.category IS NULL AND t.category IS NOT NULL) OR (stg.product_ready.category IS NOT NULL AND t.category IS NULL)
    OR stg.product_ready.brand <> t.brand OR (stg.product_ready.brand IS NULL AND t.brand IS NOT NULL) OR (stg.product_ready.brand IS NOT NULL AND t.brand IS NULL)
    OR stg.product_ready.list_price <> t.list_price OR (stg.product_ready.list_price IS NULL AND t.list_price IS NOT NULL) OR (stg.product_ready.list_price IS NOT NULL AND t.list_price IS NULL)
    OR stg.product_ready.weight_g <> t.weight_g OR (stg.product_ready.weight_g IS NULL AND t.weight_g IS NOT NULL) OR (stg.product_ready.weight_g IS NOT NULL AND t.weight_g IS NULL)
    OR stg.product_ready.length_cm <> t.length_cm OR (stg.product_ready.length_cm IS NULL AND t.length_cm IS NOT NULL) OR (stg.product_ready.length_cm IS NOT NULL AND t.length_cm IS NULL)
    OR stg.product_ready.height_cm <> t.height_cm OR (stg.product_ready.height_cm IS NULL AND t.height_cm IS NOT NULL) OR (stg.product_ready.height_cm IS NOT NULL AND t.height_cm IS NULL)
    OR stg.product_ready.width_cm <> t.width_cm OR (stg.product_ready.width_cm IS NULL AND t.width_cm IS NOT NULL) OR (stg.product_ready.width_cm IS NOT NULL AND t.width_cm IS NULL)
    OR stg.product_ready.changed_at_utc <> t.changed_at_utc OR (stg.product_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.product_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.product_ready.is_overtaken = 1 THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM hist.product AS t
WHERE t.product_id = stg.product_ready.product_id AND t.since_utc = stg.product_ready.since_utc;

-- spare what may be newer than product
UPDATE stg.product_ready
SET row_class = 'superseded'
FROM hist.product AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'product' AND status = 'published') AS l
  WHERE b.entity = 'product' AND b.status = 'published'
) AS o
WHERE t.product_id = stg.product_ready.product_id AND t.since_utc = stg.product_ready.since_utc AND o.batch_id = stg.product_ready.batch_id AND stg.product_ready.row_class = 'updated'
  AND stg.product_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.batch_id >= o.batch_id);

-- correct hist.product
UPDATE hist.product
SET product_name = r.product_name, category = r.category, brand = r.brand, list_price = r.list_price, weight_g = r.weight_g, length_cm = r.length_cm, height_cm = r.height_cm, width_cm = r.width_cm, changed_at_utc = r.changed_at_utc, batch_id = r.batch_id, is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (SELECT product_id, since_utc, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, batch_id FROM stg.product_ready WHERE row_class = 'updated') AS r
WHERE r.product_id = hist.product.product_id AND r.since_utc = hist.product.since_utc;

-- add to hist.product
INSERT INTO hist.product (product_id, since_utc, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, batch_id, is_deleted, run_id)
SELECT r.product_id, r.since_utc, r.product_name, r.category, r.brand, r.list_price, r.weight_g, r.length_cm, r.height_cm, r.width_cm, r.changed_at_utc, r.batch_id, CAST(0 AS bit), @run_id
FROM stg.product_ready AS r
WHERE r.row_class = 'inserted';

-- find the parts, each from @first to @last, to find spans of dim.product
SELECT MIN(p.product_id) AS first_key, MAX(p.product_id) AS last_key
FROM (
  SELECT k.product_id, DENSE_RANK() OVER (ORDER BY k.product_id) - 1 AS place
  FROM (
  SELECT DISTINCT h.product_id FROM hist.product AS h WHERE h.run_id = @run_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_key;

-- find spans of dim.product
WITH touched AS (
  SELECT DISTINCT h.product_id FROM hist.product AS h WHERE h.run_id = @run_id AND h.product_id BETWEEN @first AND @last
), states AS (
  SELECT h.product_id, h.since_utc, h.since_utc AS at_1, h.category, h.brand, h.list_price, h.is_deleted
  FROM hist.product AS h
  INNER JOIN touched AS t ON t.product_id = h.product_id AND h.product_id BETWEEN @first AND @last
), states_before AS (
  SELECT m.product_id, m.since_utc, m.at_1, m.category, m.brand, m.list_price, m.is_deleted,
    LAG(m.since_utc) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_utc,
    LAG(m.category) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_category,
    LAG(m.brand) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_brand,
    LAG(m.list_price) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_list_price,
    LAG(m.is_deleted) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_is_deleted
  FROM states AS m
), starts AS (
  SELECT m.product_id, m.since_utc, m.at_1,
    CASE WHEN m.previous_utc IS NULL OR m.category <> m.previous_category OR (m.category IS NULL AND m.previous_category IS NOT NULL) OR (m.category IS NOT NULL AND m.previous_category IS NULL)
      OR m.brand <> m.previous_brand OR (m.brand IS NULL AND m.previous_brand IS NOT NULL) OR (m.brand IS NOT NULL AND m.previous_brand IS NULL)
      OR m.list_price <> m.previous_list_price OR (m.list_price IS NULL AND m.previous_list_price IS NOT NULL) OR (m.list_price IS NOT NULL AND m.previous_list_price IS NULL)
      OR m.is_deleted <> m.previous_is_deleted THEN 1 ELSE 0 END AS is_start
  FROM states_before AS m
), numbered AS (
  SELECT m.product_id, m.since_utc, m.at_1,
    SUM(m.is_start) OVER (PARTITION BY m.product_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS m
), runs AS (
  SELECT m.product_id, m.version_number, MIN(m.since_utc) AS since_utc,
    MAX(m.at_1) AS at_1, MIN(d.since_utc) AS keyed_utc
  FROM numbered AS m
  LEFT JOIN dim.product AS d ON d.product_id = m.product_id AND d.since_utc = m.since_utc AND d.product_id BETWEEN @first AND @last
  GROUP BY m.product_id, m.version_number
)
INSERT INTO stg.product_span WITH (TABLOCK) (product_id, since_utc, product_key, valid_from_utc, next_utc, new_number, at_1, newest_at_1)
SELECT r.product_id, r.since_utc, COALESCE(d.product_key, i.product_key),
  CASE WHEN r.version_number = 1 THEN CAST('1900-01-01 00:00:00.000' AS datetime2(3)) ELSE r.since_utc END AS valid_from_utc,
  LEAD(r.since_utc) OVER (PARTITION BY r.product_id ORDER BY r.version_number) AS next_utc,
  o.last_number + SUM(CASE WHEN COALESCE(d.product_key, i.product_key) IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY r.product_id, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number,
  r.at_1,
  MAX(r.at_1) OVER (PARTITION BY r.product_id) AS newest_at_1
FROM runs AS r
CROSS JOIN (SELECT COALESCE(MAX(new_number), 0) AS last_number FROM stg.product_span) AS o
LEFT JOIN dim.product AS d ON d.product_id = r.product_id AND d.since_utc = r.keyed_utc AND d.product_id BETWEEN @first AND @last
LEFT JOIN dim.product AS i ON i.product_id = r.product_id AND i.is_inferred = 1 AND i.since_utc IS NULL AND r.version_number = 1 AND i.product_id BETWEEN @first AND @last;

-- tell versions of dim.product
INSERT INTO stg.product_version WITH (TABLOCK) (product_key, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, is_deleted, since_utc, product_last_utc, valid_from_utc, valid_to_utc, is_current, is_inferred, is_new)
SELECT COALESCE(s.product_key, m.max_key + s.new_number), s.product_id,
  n1.product_name, l1.category, l1.brand, l1.list_price, n1.weight_g, n1.length_cm, n1.height_cm, n1.width_cm, n1.changed_at_utc, COALESCE(l1.is_deleted, CAST(0 AS bit)),
  s.since_utc, s.at_1, s.valid_from_utc, COALESCE(s.next_utc, CAST('9999-12-31 00:00:00.000' AS datetime2(3))),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.at_1 IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.product_key IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM stg.product_span AS s
INNER JOIN hist.product AS l1 ON l1.product_id = s.product_id AND l1.since_utc = s.at_1 AND l1.product_id BETWEEN @first AND @last
INNER JOIN hist.product AS n1 ON n1.product_id = s.product_id AND n1.since_utc = s.newest_at_1 AND n1.product_id BETWEEN @first AND @last
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(product_key) AS last_key FROM dim.product WHERE product_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'product'
  ) AS k
) AS m
WHERE s.product_id BETWEEN @first AND @last;

-- settle classes of product
UPDATE stg.product_ready
SET row_class = c.row_class
FROM (
  SELECT r.batch_id, r.row_id,
    CASE WHEN b.is_new IS NOT NULL OR e.is_told IS NOT NULL THEN 'updated' ELSE 'superseded' END AS row_class
  FROM stg.product_ready AS r
  LEFT JOIN stg.product_version AS b ON b.product_id = r.product_id AND b.since_utc = r.since_utc
  LEFT JOIN (
    SELECT DISTINCT product_id, product_last_utc, 1 AS is_told FROM stg.product_version
  ) AS e ON e.product_id = r.product_id AND e.product_last_utc = r.since_utc
  WHERE r.row_class = 'inserted' AND (b.is_new IS NULL OR b.is_new = 0)
) AS c
WHERE c.batch_id = stg.product_ready.batch_id AND c.row_id = stg.product_ready.row_id;

-- update dim.product
UPDATE dim.product
SET product_name = v.product_name,
  category = v.category,
  brand = v.brand,
  list_price = v.list_price,
  weight_g = v.weight_g,
  length_cm = v.length_cm,
  height_cm = v.height_cm,
  width_cm = v.width_cm,
  changed_at_utc = v.changed_at_utc,
  since_utc = v.since_utc,
  valid_from_utc = v.valid_from_utc,
  valid_to_utc = v.valid_to_utc,
  is_current = v.is_current,
  is_deleted = v.is_deleted,
  is_inferred = v.is_inferred,
  run_id = @run_id
FROM (SELECT product_key, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, since_utc, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred FROM stg.product_version WHERE is_new = 0) AS v
WHERE v.product_key = dim.product.product_key
  AND (v.product_name <> dim.product.product_name OR (v.product_name IS NULL AND dim.product.product_name IS NOT NULL) OR (v.product_name IS NOT NULL AND dim.product.product_name IS NULL)
    OR v.category <> dim.product.category OR (v.category IS NULL AND dim.product.category IS NOT NULL) OR (v.category IS NOT NULL AND dim.product.category IS NULL)
    OR v.brand <> dim.product.brand OR (v.brand IS NULL AND dim.product.brand IS NOT NULL) OR (v.brand IS NOT NULL AND dim.product.brand IS NULL)
    OR v.list_price <> dim.product.list_price OR (v.list_price IS NULL AND dim.product.list_price IS NOT NULL) OR (v.list_price IS NOT NULL AND dim.product.list_price IS NULL)
    OR v.weight_g <> dim.product.weight_g OR (v.weight_g IS NULL AND dim.product.weight_g IS NOT NULL) OR (v.weight_g IS NOT NULL AND dim.product.weight_g IS NULL)
    OR v.length_cm <> dim.product.length_cm OR (v.length_cm IS NULL AND dim.product.length_cm IS NOT NULL) OR (v.length_cm IS NOT NULL AND dim.product.length_cm IS NULL)
    OR v.height_cm <> dim.product.height_cm OR (v.height_cm IS NULL AND dim.product.height_cm IS NOT NULL) OR (v.height_cm IS NOT NULL AND dim.product.height_cm IS NULL)
    OR v.width_cm <> dim.product.width_cm OR (v.width_cm IS NULL AND dim.product.width_cm IS NOT NULL) OR (v.width_cm IS NOT NULL AND dim.product.width_cm IS NULL)
    OR v.changed_at_utc <> dim.product.changed_at_utc OR (v.changed_at_utc IS NULL AND dim.product.changed_at_utc IS NOT NULL) OR (v.changed_at_utc IS NOT NULL AND dim.product.changed_at_utc IS NULL)
    OR v.since_utc <> dim.product.since_utc OR (v.since_utc IS NULL AND dim.product.since_utc IS NOT NULL) OR (v.since_utc IS NOT NULL AND dim.product.since_utc IS NULL)
    OR v.valid_from_utc <> dim.product.valid_from_utc
    OR v.valid_to_utc <> dim.product.valid_to_utc
    OR v.is_current <> dim.product.is_current
    OR v.is_deleted <> dim.product.is_deleted
    OR v.is_inferred <> dim.product.is_inferred);

-- insert into dim.product
INSERT INTO dim.product (product_key, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, since_utc, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT v.product_key, v.product_id, v.product_name, v.category, v.brand, v.list_price, v.weight_g, v.length_cm, v.height_cm, v.width_cm, v.changed_at_utc, v.since_utc, v.valid_from_utc, v.valid_to_utc, v.is_current, v.is_deleted, v.is_inferred, @run_id
FROM stg.product_version AS v
WHERE v.is_new = 1;

-- re-point fact.order_item to versions of dim.product
UPDATE fact.order_item
SET product_key = c.product_key, run_id = @run_id
FROM (
  SELECT f.order_id, f.line_number, v.product_key
  FROM fact.order_item AS f
  INNER JOIN fact.sales_order AS p ON p.order_key = f.order_key
  INNER JOIN dim.product AS d ON d.product_key = f.product_key
  INNER JOIN stg.product_version AS v ON v.product_id = d.product_id
    AND p.purchased_at_utc >= v.valid_from_utc AND p.purchased_at_utc < v.valid_to_utc
  WHERE v.product_key <> f.product_key
) AS c
WHERE c.order_id = fact.order_item.order_id AND c.line_number = fact.order_item.line_number;

-- re-point fact.inventory_snapshot to versions of dim.product
UPDATE fact.inventory_snapshot
SET product_key = c.product_key, run_id = @run_id
FROM (
  SELECT f.product_id, f.seller_id, f.snapshot_date, v.product_key
  FROM fact.inventory_snapshot AS f
  INNER JOIN dim.product AS d ON d.product_key = f.product_key
  INNER JOIN stg.product_version AS v ON v.product_id = d.product_id
    AND f.counted_at_utc >= v.valid_from_utc AND f.counted_at_utc < v.valid_to_utc
  WHERE v.product_key <> f.product_key
) AS c
WHERE c.product_id = fact.inventory_snapshot.product_id AND c.seller_id = fact.inventory_snapshot.seller_id AND c.snapshot_date = fact.inventory_snapshot.snapshot_date;

-- re-point fact.support_ticket to versions of dim.product
UPDATE fact.support_ticket
SET product_key = c.product_key, run_id = @run_id
FROM (
  SELECT f.ticket_id, v.product_key
  FROM fact.support_ticket AS f
  INNER JOIN dim.product AS d ON d.product_key = f.product_key
  INNER JOIN stg.product_version AS v ON v.product_id = d.product_id
    AND f.opened_at_utc >= v.valid_from_utc AND f.opened_at_utc < v.valid_to_utc
  WHERE v.product_key <> f.product_key
) AS c
WHERE c.ticket_id = fact.support_ticket.ticket_id;

-- remember the keys given in dim.product
UPDATE ops.given_key
SET last_key = m.max_key
FROM (SELECT MAX(product_key) AS max_key FROM dim.product) AS m
WHERE ops.given_key.dimension = 'product' AND m.max_key > ops.given_key.last_key;

-- drop versions of dim.product that are none any more
DELETE FROM dim.product
WHERE EXISTS (SELECT 1 FROM stg.product_version AS v WHERE v.product_id = dim.product.product_id)
  AND NOT EXISTS (SELECT 1 FROM stg.product_version AS v WHERE v.product_key = dim.product.product_key);

-- count the classes of product
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.product_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of product
DELETE FROM stg.product_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.product_row.batch_id AND c.row_id = stg.product_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of product
DELETE FROM stg.product_ready WITH (TABLOCK);

-- forget spans of dim.product
DELETE FROM stg.product_span WITH (TABLOCK);

-- forget versions of dim.product
DELETE FROM stg.product_version WITH (TABLOCK);
