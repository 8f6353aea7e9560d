-- drop stray rows of order_item
DELETE FROM stg.order_item_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.order_item_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of order_item
WITH repeated AS (
  SELECT order_id, line_number
  FROM stg.order_item_row
  GROUP BY order_id, line_number
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.order_id, s.line_number, s.product_id, s.seller_id, s.quantity, s.unit_price, s.freight_amount, s.shipping_limit_at_utc, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.order_id, s.line_number, s.product_id, s.seller_id, s.quantity, s.unit_price, s.freight_amount, s.shipping_limit_at_utc, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.order_item_row AS s
  INNER JOIN repeated AS r ON r.order_id = s.order_id AND r.line_number = s.line_number
), ranked AS (
  SELECT c.batch_id, c.row_id, c.order_id, c.line_number, c.product_id, c.seller_id, c.quantity, c.unit_price, c.freight_amount, c.shipping_limit_at_utc, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.order_id, c.line_number ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.order_id = c.order_id AND w.line_number = c.line_number AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- settle waiting rows of order_item
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT s.batch_id, s.row_id, 'waiting'
FROM stg.order_item_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN fact.sales_order AS p ON p.order_id = s.order_id
WHERE c.row_id IS NULL AND p.run_id IS NULL;

-- infer members of product from order_item
INSERT INTO dim.product (product_key, product_id, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.product_id),
  n.product_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id AS product_id
  FROM stg.order_item_row AS s
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

-- infer members of seller from order_item
INSERT INTO dim.seller (seller_key, seller_id, geography_key, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.seller_id),
  n.seller_id, -1, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.seller_id AS seller_id
  FROM stg.order_item_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.seller_id IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(seller_key), 0) AS max_key FROM dim.seller WHERE seller_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.seller AS d WHERE d.seller_id = n.seller_id);

-- find the parts, each from @first to @last, to make order_item ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.order_item_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make order_item ready
INSERT INTO stg.order_item_ready WITH (TABLOCK) (batch_id, row_id, row_class, order_id, line_number, order_key, customer_key, purchased_date_key, product_key, seller_key, quantity, unit_price, item_amount, freight_amount, gross_amount, shipping_limit_at_utc, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.order_id,
  s.line_number,
  p.order_key AS order_key,
  p.customer_key AS customer_key,
  p.purchased_date_key AS purchased_date_key,
  COALESCE(d_product_key.product_key, -1) AS product_key,
  COALESCE(d_seller_key.seller_key, -1) AS seller_key,
  s.quantity AS quantity,
  s.unit_price AS unit_price,
  CAST(CAST(s.quantity AS decimal(10, 0)) * CAST(s.unit_price AS decimal(19, 4)) AS decimal(19, 4)) AS item_amount,
  s.freight_amount AS freight_amount,
  CAST(CAST(CAST(s.quantity AS decimal(10, 0)) * CAST(s.unit_price AS decimal(19, 4)) AS decimal(19, 4)) + s.freight_amount AS decimal(19, 4)) AS gross_amount,
  s.shipping_limit_at_utc AS shipping_limit_at_utc,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.order_id, r.line_number, r.product_id, r.seller_id, r.quantity, CASE WHEN LEN(RTRIM(r.unit_price)) <= 14 THEN CAST(CAST(r.unit_price AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.unit_price AS decimal(19, 4)) END AS unit_price, CASE WHEN LEN(RTRIM(r.freight_amount)) <= 14 THEN CAST(CAST(r.freight_amount AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.freight_amount AS decimal(19, 4)) END AS freight_amount, r.shipping_limit_at_utc, r.changed_at_utc
  FROM stg.order_item_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
INNER JOIN fact.sales_order AS p ON p.order_id = s.order_id
LEFT JOIN (
  SELECT m.product_key, m.product_id, m.valid_from_utc, m.valid_to_utc
  FROM dim.product AS m
  WHERE m.product_id IN (
    SELECT s.product_id AS product_id
    FROM stg.order_item_row AS s
    WHERE s.row_id BETWEEN @first AND @last
  )
) AS d_product_key ON d_product_key.product_id = s.product_id AND p.purchased_at_utc >= d_product_key.valid_from_utc AND p.purchased_at_utc < d_product_key.valid_to_utc
LEFT JOIN dim.seller AS d_seller_key ON d_seller_key.seller_id = s.seller_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of order_item were overtaken
UPDATE stg.order_item_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.order_item_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'order_item' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = CONCAT(REPLACE(REPLACE(s.order_id, '~', '~~'), '|', '~p'), '|', CAST(s.line_number AS nvarchar(11))) AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.order_item_ready.batch_id AND m.row_id = stg.order_item_ready.row_id;

-- compare order_item with what is stored
UPDATE stg.order_item_ready
SET row_class = CASE
    WHEN (stg.order_item_ready.changed_at_utc < t.changed_at_utc OR (stg.order_item_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.order_item_ready.order_key <> t.order_key
    OR stg.order_item_ready.customer_key <> t.customer_key
    OR stg.order_item_ready.purchased_date_key <> t.purchased_date_key
    OR stg.order_item_ready.product_key <> t.product_key
    OR stg.order_item_ready.seller_key <> t.seller_key
    OR stg.order_item_ready.quantity <> t.quantity
    OR stg.order_item_ready.unit_price <> t.unit_price
    OR stg.order_item_ready.item_amount <> t.item_amount OR (stg.order_item_ready.item_amount IS NULL AND t.item_amount IS NOT NULL) OR (stg.order_item_ready.item_amount IS NOT NULL AND t.item_amount IS NULL)
    OR stg.order_item_ready.freight_amount <> t.freight_amount
    OR stg.order_item_ready.gross_amount <> t.gross_amount OR (stg.order_item_ready.gross_amount IS NULL AND t.gross_amount IS NOT NULL) OR (stg.order_item_ready.gross_amount IS NOT NULL AND t.gross_amount IS NULL)
    OR stg.order_item_ready.shipping_limit_at_utc <> t.shipping_limit_at_utc OR (stg.order_item_ready.shipping_limit_at_utc IS NULL AND t.shipping_limit_at_utc IS NOT NULL) OR (stg.order_item_ready.shipping_limit_at_utc IS NOT NULL AND t.shipping_limit_at_utc IS NULL)
    OR stg.order_item_ready.changed_at_utc <> t.changed_at_utc OR (stg.order_item_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.order_item_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.order_item_ready.is_overtaken = 1 AND (stg.order_item_ready.changed_at_utc = t.changed_at_utc OR stg.order_item_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.order_item AS t
WHERE t.order_id = stg.order_item_ready.order_id AND t.line_number = stg.order_item_ready.line_number;

-- spare what may be newer than order_item
UPDATE stg.order_item_ready
SET row_class = 'superseded'
FROM fact.order_item AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'order_item' AND status = 'published') AS l
  WHERE b.entity = 'order_item' AND b.status = 'published'
) AS o
WHERE t.order_id = stg.order_item_ready.order_id AND t.line_number = stg.order_item_ready.line_number AND o.batch_id = stg.order_item_ready.batch_id AND stg.order_item_ready.row_class = 'updated'
  AND stg.order_item_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.order_item_ready.changed_at_utc = t.changed_at_utc OR stg.order_item_ready.changed_at_utc IS NULL);

-- update fact.order_item
UPDATE fact.order_item
SET order_key = r.order_key,
  customer_key = r.customer_key,
  purchased_date_key = r.purchased_date_key,
  product_key = r.product_key,
  seller_key = r.seller_key,
  quantity = r.quantity,
  unit_price = r.unit_price,
  item_amount = r.item_amount,
  freight_amount = r.freight_amount,
  gross_amount = r.gross_amount,
  shipping_limit_at_utc = r.shipping_limit_at_utc,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT order_id, line_number, order_key, customer_key, purchased_date_key, product_key, seller_key, quantity, unit_price, item_amount, freight_amount, gross_amount, shipping_limit_at_utc, changed_at_utc FROM stg.order_item_ready WHERE row_class = 'updated') AS r
WHERE r.order_id = fact.order_item.order_id AND r.line_number = fact.order_item.line_number;

-- insert into fact.order_item
INSERT INTO fact.order_item (order_id, line_number, order_key, customer_key, purchased_date_key, product_key, seller_key, quantity, unit_price, item_amount, freight_amount, gross_amount, shipping_limit_at_utc, changed_at_utc, is_deleted, run_id)
SELECT r.order_id, r.line_number, r.order_key, r.customer_key, r.purchased_date_key, r.product_key, r.seller_key, r.quantity, r.unit_price, r.item_amount, r.freight_amount, r.gross_amount, r.shipping_limit_at_utc, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.order_item_ready AS r
WHERE r.row_class = 'inserted';

-- forget waits that ended in ops.order_item_wait
DELETE FROM ops.order_item_wait
WHERE EXISTS (SELECT 1 FROM fact.sales_order AS p WHERE p.order_id = ops.order_item_wait.order_id);

-- forget waits of absent rows in ops.order_item_wait
DELETE FROM ops.order_item_wait
WHERE is_over = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM stg.order_item_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
    WHERE s.order_id = ops.order_item_wait.order_id AND s.line_number = ops.order_item_wait.line_number
  )
  AND NOT EXISTS (
    SELECT 1
    FROM stg.order_item_row AS s
    INNER JOIN ops.source_file AS f ON f.source_id = s.source_id
    LEFT JOIN (
      SELECT d.feed, d.batch_id, LAG(d.batch_id) OVER (PARTITION BY d.feed ORDER BY d.batch_id) AS previous_batch_id
      FROM (SELECT DISTINCT feed, batch_id FROM ops.source_file) AS d
    ) AS o ON o.feed = f.feed AND o.batch_id = s.batch_id
    WHERE s.order_id = ops.order_item_wait.order_id AND s.line_number = ops.order_item_wait.line_number
      AND (s.source_id = ops.order_item_wait.source_id OR o.previous_batch_id <= ops.order_item_wait.batch_id)
  );

-- keep up ops.order_item_wait
UPDATE ops.order_item_wait
SET batch_id = CASE WHEN w.last_batch_id > batch_id THEN w.last_batch_id ELSE batch_id END,
  source_id = CASE WHEN w.last_source_id > source_id THEN w.last_source_id ELSE source_id END,
  is_over = CAST(0 AS bit)
FROM (
  SELECT s.order_id, s.line_number, MAX(s.batch_id) AS last_batch_id, MAX(s.source_id) AS last_source_id
  FROM stg.order_item_row AS s
  INNER JOIN (
    SELECT s.order_id, s.line_number
    FROM stg.order_item_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.order_id = s.order_id AND k.line_number = s.line_number
  GROUP BY s.order_id, s.line_number
) AS w
WHERE w.order_id = ops.order_item_wait.order_id AND w.line_number = ops.order_item_wait.line_number
  AND (w.last_batch_id > ops.order_item_wait.batch_id OR w.last_source_id > ops.order_item_wait.source_id OR ops.order_item_wait.is_over = CAST(1 AS bit));

-- add to ops.order_item_wait
INSERT INTO ops.order_item_wait (order_id, line_number, since_utc, batch_id, source_id, is_over)
SELECT s.order_id, s.line_number, MIN(b.staged_utc), MAX(s.batch_id), MAX(s.source_id), CAST(0 AS bit)
FROM stg.order_item_row AS s
  INNER JOIN (
    SELECT s.order_id, s.line_number
    FROM stg.order_item_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.order_id = s.order_id AND k.line_number = s.line_number
INNER JOIN ops.batch AS b ON b.batch_id = s.batch_id
WHERE NOT EXISTS (SELECT 1 FROM ops.order_item_wait AS w WHERE w.order_id = s.order_id AND w.line_number = s.line_number)
GROUP BY s.order_id, s.line_number;

-- end waits in ops.order_item_wait
UPDATE ops.order_item_wait
SET is_over = CAST(1 AS bit)
WHERE since_utc < CAST(@since AS datetime2(3)) AND is_over = CAST(0 AS bit);

-- settle rows of order_item that waited in vain
UPDATE stg.row_class
SET row_class = 'quarantined'
WHERE row_class = 'waiting' AND EXISTS (
    SELECT 1
    FROM stg.order_item_row AS s
    INNER JOIN ops.order_item_wait AS w ON w.order_id = s.order_id AND w.line_number = s.line_number
    WHERE s.batch_id = stg.row_class.batch_id AND s.row_id = stg.row_class.row_id AND w.is_over = CAST(1 AS bit)
  );

-- count the classes of order_item
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.order_item_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of order_item
DELETE FROM stg.order_item_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.order_item_row.batch_id AND c.row_id = stg.order_item_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of order_item
DELETE FROM stg.order_item_ready WITH (TABLOCK);
