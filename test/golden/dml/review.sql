-- drop stray rows of review
DELETE FROM stg.review_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.review_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of review
WITH repeated AS (
  SELECT review_id, order_id
  FROM stg.review_row
  GROUP BY review_id, order_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.review_id, s.order_id, s.score, s.title, s.message, s.created_at_utc, s.created_at_date, s.answered_at_utc, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.review_id, s.order_id, s.score, s.title, s.message, s.created_at_utc, s.answered_at_utc, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.review_row AS s
  INNER JOIN repeated AS r ON r.review_id = s.review_id AND r.order_id = s.order_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.review_id, c.order_id, c.score, c.title, c.message, c.created_at_utc, c.created_at_date, c.answered_at_utc, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.review_id, c.order_id ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.review_id = c.review_id AND w.order_id = c.order_id AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- settle waiting rows of review
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT s.batch_id, s.row_id, 'waiting'
FROM stg.review_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN fact.sales_order AS p ON p.order_id = s.order_id
WHERE c.row_id IS NULL AND p.run_id IS NULL;

-- find the parts, each from @first to @last, to make review ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.review_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make review ready
INSERT INTO stg.review_ready WITH (TABLOCK) (batch_id, row_id, row_class, review_id, order_id, order_key, customer_key, purchased_date_key, created_date_key, score, sentiment, title, message, created_at_utc, answered_at_utc, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.review_id,
  s.order_id,
  p.order_key AS order_key,
  p.customer_key AS customer_key,
  p.purchased_date_key AS purchased_date_key,
  COALESCE(YEAR(s.created_at_date) * 10000 + MONTH(s.created_at_date) * 100 + DAY(s.created_at_date), -1) AS created_date_key,
  s.score AS score,
  CASE WHEN s.score >= 4 THEN 'positive' WHEN s.score = 3 THEN 'neutral' ELSE 'negative' END AS sentiment,
  s.title AS title,
  s.message AS message,
  s.created_at_utc AS created_at_utc,
  s.answered_at_utc AS answered_at_utc,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.review_id, r.order_id, r.score, r.title, r.message, r.created_at_utc, r.created_at_date, r.answered_at_utc, r.changed_at_utc
  FROM stg.review_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
INNER JOIN fact.sales_order AS p ON p.order_id = s.order_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of review were overtaken
UPDATE stg.review_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.review_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'review' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = CONCAT(REPLACE(REPLACE(s.review_id, '~', '~~'), '|', '~p'), '|', REPLACE(REPLACE(s.order_id, '~', '~~'), '|', '~p')) AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.review_ready.batch_id AND m.row_id = stg.review_ready.row_id;

-- compare review with what is stored
UPDATE stg.review_ready
SET row_class = CASE
    WHEN (stg.review_ready.changed_at_utc < t.changed_at_utc OR (stg.review_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.review_ready.order_key <> t.order_key
    OR stg.review_ready.customer_key <> t.customer_key
    OR stg.review_ready.purchased_date_key <> t.purchased_date_key
    OR stg.review_ready.created_date_key <> t.created_date_key
    OR stg.review_ready.score <> t.score
    OR stg.review_ready.sentiment <> t.sentiment OR (stg.review_ready.sentiment IS NULL AND t.sentiment IS NOT NULL) OR (stg.review_ready.sentiment IS NOT NULL AND t.sentiment IS NULL)
    OR stg.review_ready.title <> t.title OR (stg.review_ready.title IS NULL AND t.title IS NOT NULL) OR (stg.review_ready.title IS NOT NULL AND t.title IS NULL)
    OR stg.review_ready.message <> t.message OR (stg.review_ready.message IS NULL AND t.message IS NOT NULL) OR (stg.review_ready.message IS NOT NULL AND t.message IS NULL)
    OR stg.review_ready.created_at_utc <> t.created_at_utc OR (stg.review_ready.created_at_utc IS NULL AND t.created_at_utc IS NOT NULL) OR (stg.review_ready.created_at_utc IS NOT NULL AND t.created_at_utc IS NULL)
    OR stg.review_ready.answered_at_utc <> t.answered_at_utc OR (stg.review_ready.answered_at_utc IS NULL AND t.answered_at_utc IS NOT NULL) OR (stg.review_ready.answered_at_utc IS NOT NULL AND t.answered_at_utc IS NULL)
    OR stg.review_ready.changed_at_utc <> t.changed_at_utc OR (stg.review_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.review_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.review_ready.is_overtaken = 1 AND (stg.review_ready.changed_at_utc = t.changed_at_utc OR stg.review_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.review AS t
WHERE t.review_id = stg.review_ready.review_id AND t.order_id = stg.review_ready.order_id;

-- spare what may be newer than review
UPDATE stg.review_ready
SET row_class = 'superseded'
FROM fact.review AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'review' AND status = 'published') AS l
  WHERE b.entity = 'review' AND b.status = 'published'
) AS o
WHERE t.review_id = stg.review_ready.review_id AND t.order_id = stg.review_ready.order_id AND o.batch_id = stg.review_ready.batch_id AND stg.review_ready.row_class = 'updated'
  AND stg.review_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.review_ready.changed_at_utc = t.changed_at_utc OR stg.review_ready.changed_at_utc IS NULL);

-- update fact.review
UPDATE fact.review
SET order_key = r.order_key,
  customer_key = r.customer_key,
  purchased_date_key = r.purchased_date_key,
  created_date_key = r.created_date_key,
  score = r.score,
  sentiment = r.sentiment,
  title = r.title,
  message = r.message,
  created_at_utc = r.created_at_utc,
  answered_at_utc = r.answered_at_utc,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT review_id, order_id, order_key, customer_key, purchased_date_key, created_date_key, score, sentiment, title, message, created_at_utc, answered_at_utc, changed_at_utc FROM stg.review_ready WHERE row_class = 'updated') AS r
WHERE r.review_id = fact.review.review_id AND r.order_id = fact.review.order_id;

-- insert into fact.review
INSERT INTO fact.review (review_id, order_id, order_key, customer_key, purchased_date_key, created_date_key, score, sentiment, title, message, created_at_utc, answered_at_utc, changed_at_utc, is_deleted, run_id)
SELECT r.review_id, r.order_id, r.order_key, r.customer_key, r.purchased_date_key, r.created_date_key, r.score, r.sentiment, r.title, r.message, r.created_at_utc, r.answered_at_utc, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.review_ready AS r
WHERE r.row_class = 'inserted';

-- forget waits that ended in ops.review_wait
DELETE FROM ops.review_wait
WHERE EXISTS (SELECT 1 FROM fact.sales_order AS p WHERE p.order_id = ops.review_wait.order_id);

-- forget waits of absent rows in ops.review_wait
DELETE FROM ops.review_wait
WHERE is_over = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM stg.review_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
    WHERE s.review_id = ops.review_wait.review_id AND s.order_id = ops.review_wait.order_id
  )
  AND NOT EXISTS (
    SELECT 1
    FROM stg.review_row AS s
    INNER JOIN ops.source_file AS f ON f.source_id = s.source_id
    LEFT JOIN (
      SELECT d.feed, d.batch_id, LAG(d.batch_id) OVER (PARTITION BY d.feed ORDER BY d.batch_id) AS previous_batch_id
      FROM (SELECT DISTINCT feed, batch_id FROM ops.source_file) AS d
    ) AS o ON o.feed = f.feed AND o.batch_id = s.batch_id
    WHERE s.review_id = ops.review_wait.review_id AND s.order_id = ops.review_wait.order_id
      AND (s.source_id = ops.review_wait.source_id OR o.previous_batch_id <= ops.review_wait.batch_id)
  );

-- keep up ops.review_wait
UPDATE ops.review_wait
SET batch_id = CASE WHEN w.last_batch_id > batch_id THEN w.last_batch_id ELSE batch_id END,
  source_id = CASE WHEN w.last_source_id > source_id THEN w.last_source_id ELSE source_id END,
  is_over = CAST(0 AS bit)
FROM (
  SELECT s.review_id, s.order_id, MAX(s.batch_id) AS last_batch_id, MAX(s.source_id) AS last_source_id
  FROM stg.review_row AS s
  INNER JOIN (
    SELECT s.review_id, s.order_id
    FROM stg.review_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.review_id = s.review_id AND k.order_id = s.order_id
  GROUP BY s.review_id, s.order_id
) AS w
WHERE w.review_id = ops.review_wait.review_id AND w.order_id = ops.review_wait.order_id
  AND (w.last_batch_id > ops.review_wait.batch_id OR w.last_source_id > ops.review_wait.source_id OR ops.review_wait.is_over = CAST(1 AS bit));

-- add to ops.review_wait
INSERT INTO ops.review_wait (review_id, order_id, since_utc, batch_id, source_id, is_over)
SELECT s.review_id, s.order_id, MIN(b.staged_utc), MAX(s.batch_id), MAX(s.source_id), CAST(0 AS bit)
FROM stg.review_row AS s
  INNER JOIN (
    SELECT s.review_id, s.order_id
    FROM stg.review_row AS s
    INNER JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id AND c.row_class = 'waiting'
  ) AS k ON k.review_id = s.review_id AND k.order_id = s.order_id
INNER JOIN ops.batch AS b ON b.batch_id = s.batch_id
WHERE NOT EXISTS (SELECT 1 FROM ops.review_wait AS w WHERE w.review_id = s.review_id AND w.order_id = s.order_id)
GROUP BY s.review_id, s.order_id;

-- end waits in ops.review_wait
UPDATE ops.review_wait
SET is_over = CAST(1 AS bit)
WHERE since_utc < CAST(@since AS datetime2(3)) AND is_over = CAST(0 AS bit);

-- settle rows of review that waited in vain
UPDATE stg.row_class
SET row_class = 'quarantined'
WHERE row_class = 'waiting' AND EXISTS (
    SELECT 1
    FROM stg.review_row AS s
    INNER JOIN ops.review_wait AS w ON w.review_id = s.review_id AND w.order_id = s.order_id
    WHERE s.batch_id = stg.row_class.batch_id AND s.row_id = stg.row_class.row_id AND w.is_over = CAST(1 AS bit)
  );

-- count the classes of review
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.review_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of review
DELETE FROM stg.review_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.review_row.batch_id AND c.row_id = stg.review_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of review
DELETE FROM stg.review_ready WITH (TABLOCK);
