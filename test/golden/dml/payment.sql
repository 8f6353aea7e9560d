-- drop stray rows of payment
DELETE FROM stg.payment_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.payment_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of payment
WITH repeated AS (
  SELECT order_id, payment_number
  FROM stg.payment_row
  GROUP BY order_id, payment_number
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.order_id, s.payment_number, s.payment_type, s.payment_status, s.installments, s.amount, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.order_id, s.payment_number, s.payment_type, s.payment_status, s.installments, s.amount, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.payment_row AS s
  INNER JOIN repeated AS r ON r.order_id = s.order_id AND r.payment_number = s.payment_number
), ranked AS (
  SELECT c.batch_id, c.row_id, c.order_id, c.payment_number, c.payment_type, c.payment_status, c.installments, c.amount, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.order_id, c.payment_number ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.order_id = c.order_id AND w.payment_number = c.payment_number AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- settle waiting rows of payment
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT s.batch_id, s.row_id, 'waiting'
FROM stg.payment_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN fact.sales_order AS p ON p.order_id = s.order_id
WHERE c.row_id IS NULL AND p.run_id IS NULL;

-- infer members of payment_type from payment
INSERT INTO dim.payment_type (payment_type_key, payment_type, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.payment_type),
  n.payment_type, @run_id
FROM (
  SELECT DISTINCT s.payment_type AS payment_type
  FROM stg.payment_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.payment_type IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(payment_type_key), 0) AS max_key FROM dim.payment_type WHERE payment_type_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.payment_type AS d WHERE d.payment_type = n.payment_type);

-- find the parts, each from @first to @last, to make payment ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.payment_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make payment ready
INSERT INTO stg.payment_ready WITH (TABLOCK) (batch_id, row_id, row_class, order_id, payment_number, order_key, customer_key, purchased_date_key, payment_type_key, payment_status, installments, amount, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.order_id,
  s.payment_number,
  p.order_key AS order_key,
  p.customer_key AS customer_key,
  p.purchased_date_key AS purchased_date_key,
  COALESCE(d_payment_type_key.payment_type_key, -1) AS payment_type_key,
  s.payment_status AS payment_status,
  s.installments AS installments,
  s.amount AS amount,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.order_id, r.payment_number, r.payment_type, r.payment_status, r.installments, CASE WHEN LEN(RTRIM(r.amount)) <= 14 THEN CAST(CAST(r.amount AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.amount AS decimal(19, 4)) END AS amount, r.changed_at_utc
  FROM stg.payment_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
INNER JOIN fact.sales_order AS p ON p.order_id = s.order_id
LEFT JOIN dim.payment_type AS d_payment_type_key ON d_payment_type_key.payment_type = s.payment_type
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of payment were overtaken
UPDATE stg.payment_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.payment_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'payment' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = CONCAT(REPLACE(REPLACE(s.order_id, '~', '~~'), '|', '~p'), '|', CAST(s.payment_number AS nvarchar(11))) AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.payment_ready.batch_id AND m.row_id = stg.payment_ready.row_id;

-- compare payment with what is stored
UPDATE stg.payment_ready
SET row_class = CASE
    WHEN (stg.payment_ready.changed_at_utc < t.changed_at_utc OR (stg.payment_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.payment_ready.order_key <> t.order_key
    OR stg.payment_ready.customer_key <> t.customer_key
    OR stg.payment_ready.purchased_date_key <> t.purchased_date_key
    OR stg.payment_ready.payment_type_key <> t.payment_type_key
    OR stg.payment_ready.payment_status <> t.payment_status
    OR stg.payment_ready.installments <> t.installments OR (stg.payment_ready.installments IS NULL AND t.installments IS NOT NULL) OR (stg.payment_ready.installments IS NOT NULL AND t.installments IS NULL)
    OR stg.payment_ready.amount <> t.amount
    OR stg.payment_ready.changed_at_utc <> t.changed_at_utc OR (stg.payment_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.payment_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.payment_ready.is_overtaken = 1 AND (stg.payment_ready.changed_at_utc = t.changed_at_utc OR stg.payment_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.payment AS t
WHERE t.order_id = stg.payment_ready.order_id AND t.payment_number = stg.payment_ready.payment_number;

-- spare what may be newer than payment
UPDATE stg.payment_ready
SET row_class = 'superseded'
FROM fact.payment AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'payment' AND status = 'published') AS l
  WHERE b.entity = 'payment' AND b.status = 'published'
) AS o
WHERE t.order_id = stg.payment_ready.order_id AND t.payment_number = stg.payment_ready.payment_number AND o.batch_id = stg.payment_ready.batch_id AND stg.payment_ready.row_class = 'updated'
  AND stg.payment_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.payment_ready.changed_at_utc = t.changed_at_utc OR stg.payment_ready.changed_at_utc IS NULL);

-- update fact.payment
UPDATE fact.payment
SET order_key = r.order_key,
  customer_key = r.customer_key,
  purchased_date_key = r.purchased_date_key,
  payment_type_key = r.payment_type_key,
  payment_status = r.payment_status,
  installments = r.installments,
  amount = r.amount,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT order_id, payment_number, order_key, customer_key, purchased_date_key, payment_type_key, payment_status, installments, amount, changed_at_utc FROM stg.payment_ready WHERE row_class = 'updated') AS r
WHERE r.order_id = fact.payment.order_id AND r.payment_number = fact.payment.payment_number;

-- insert into fact.payment
INSERT INTO fact.payment (order_id, payment_number, order_key, customer_key, purchased_date_key, payment_type_key, payment_status, installments, amount, changed_at_utc, is_deleted, run_id)
SELECT r.order_id, r.payment_number, r.order_key, r.customer_key, r.purchased_date_key, r.payment_type_key, r.payment_status, r.installments, r.amount, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.payment_ready AS r
WHERE r.row_class = 'inserted';

-- forget waits that ended in ops.payment_wait
DELETE FROM ops.payment_wait
WHERE EXISTS (SELECT 1 FROM fact.sales_order AS p WHERE p.order_id = ops.payment_wait.order_id);

-- forget waits of absent rows in ops.payment_wait
DELETE FROM ops.payment_wait
WHERE is_over = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM stg.payment_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
    WHERE s.order_id = ops.payment_wait.order_id AND s.payment_number = ops.payment_wait.payment_number
  )
  AND NOT EXISTS (
    SELECT 1
    FROM stg.payment_row AS s
    INNER JOIN ops.source_file AS f ON f.source_id = s.source_id
    LEFT JOIN (
      SELECT d.feed, d.batch_id, LAG(d.batch_id) OVER (PARTITION BY d.feed ORDER BY d.batch_id) AS previous_batch_id
      FROM (SELECT DISTINCT feed, batch_id FROM ops.source_file) AS d
    ) AS o ON o.feed = f.feed AND o.batch_id = s.batch_id
    WHERE s.order_id = ops.payment_wait.order_id AND s.payment_number = ops.payment_wait.payment_number
      AND (s.source_id = ops.payment_wait.source_id OR o.previous_batch_id <= ops.payment_wait.batch_id)
  );

-- keep up ops.payment_wait
UPDATE ops.payment_wait
SET batch_id = CASE WHEN w.last_batch_id > batch_id THEN w.last_batch_id ELSE batch_id END,
  source_id = CASE WHEN w.last_source_id > source_id THEN w.last_source_id ELSE source_id END,
  is_over = CAST(0 AS bit)
FROM (
  SELECT s.order_id, s.payment_number, MAX(s.batch_id) AS last_batch_id, MAX(s.source_id) AS last_source_id
  FROM stg.payment_row AS s
  INNER JOIN (
    SELECT s.order_id, s.payment_number
    FROM stg.payment_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.order_id = s.order_id AND k.payment_number = s.payment_number
  GROUP BY s.order_id, s.payment_number
) AS w
WHERE w.order_id = ops.payment_wait.order_id AND w.payment_number = ops.payment_wait.payment_number
  AND (w.last_batch_id > ops.payment_wait.batch_id OR w.last_source_id > ops.payment_wait.source_id OR ops.payment_wait.is_over = CAST(1 AS bit));

-- add to ops.payment_wait
INSERT INTO ops.payment_wait (order_id, payment_number, since_utc, batch_id, source_id, is_over)
SELECT s.order_id, s.payment_number, MIN(b.staged_utc), MAX(s.batch_id), MAX(s.source_id), CAST(0 AS bit)
FROM stg.payment_row AS s
  INNER JOIN (
    SELECT s.order_id, s.payment_number
    FROM stg.payment_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.order_id = s.order_id AND k.payment_number = s.payment_number
INNER JOIN ops.batch AS b ON b.batch_id = s.batch_id
WHERE NOT EXISTS (SELECT 1 FROM ops.payment_wait AS w WHERE w.order_id = s.order_id AND w.payment_number = s.payment_number)
GROUP BY s.order_id, s.payment_number;

-- end waits in ops.payment_wait
UPDATE ops.payment_wait
SET is_over = CAST(1 AS bit)
WHERE since_utc < CAST(@since AS datetime2(3)) AND is_over = CAST(0 AS bit);

-- settle rows of payment that waited in vain
UPDATE stg.row_class
SET row_class = 'quarantined'
WHERE row_class = 'waiting' AND EXISTS (
    SELECT 1
    FROM stg.payment_row AS s
    INNER JOIN ops.payment_wait AS w ON w.order_id = s.order_id AND w.payment_number = s.payment_number
    WHERE s.batch_id = stg.row_class.batch_id AND s.row_id = stg.row_class.row_id AND w.is_over = CAST(1 AS bit)
  );

-- count the classes of payment
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.payment_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of payment
DELETE FROM stg.payment_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.payment_row.batch_id AND c.row_id = stg.payment_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of payment
DELETE FROM stg.payment_ready WITH (TABLOCK);
