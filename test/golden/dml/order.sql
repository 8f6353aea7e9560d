-- drop stray rows of order
DELETE FROM stg.order_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.order_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of order
WITH repeated AS (
  SELECT order_id
  FROM stg.order_row
  GROUP BY order_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.order_id, s.customer_id, s.customer_alias, s.order_status, s.purchased_at_utc, s.purchased_at_date, s.purchased_at_hour, s.approved_at_utc, s.approved_at_date, s.shipped_at_utc, s.shipped_at_date, s.delivered_at_utc, s.delivered_at_date, s.estimated_delivery_at_utc, s.estimated_delivery_at_date, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.order_id, s.customer_id, s.customer_alias, s.order_status, s.purchased_at_utc, s.approved_at_utc, s.shipped_at_utc, s.delivered_at_utc, s.estimated_delivery_at_utc, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.order_row AS s
  INNER JOIN repeated AS r ON r.order_id = s.order_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.order_id, c.customer_id, c.customer_alias, c.order_status, c.purchased_at_utc, c.purchased_at_date, c.purchased_at_hour, c.approved_at_utc, c.approved_at_date, c.shipped_at_utc, c.shipped_at_date, c.delivered_at_utc, c.delivered_at_date, c.estimated_delivery_at_utc, c.estimated_delivery_at_date, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.order_id ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.order_id = c.order_id AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- infer aliases of customer from order
INSERT INTO dim.customer_alias (customer_alias, customer_id, run_id)
SELECT n.customer_alias, CONCAT('alias:', n.customer_alias), @run_id
FROM (
  SELECT DISTINCT s.customer_alias
  FROM stg.order_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND s.customer_id IS NULL AND s.customer_alias IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM dim.customer_alias AS a WHERE a.customer_alias = n.customer_alias);

-- infer members of customer from order
INSERT INTO dim.customer (customer_key, customer_id, geography_key, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.customer_id),
  n.customer_id, -1, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT COALESCE(s.customer_id, a_customer_key.customer_id) AS customer_id
  FROM stg.order_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN dim.customer_alias AS a_customer_key ON a_customer_key.customer_alias = s.customer_alias
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND COALESCE(s.customer_id, a_customer_key.customer_id) IS NOT NULL
) AS n
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(customer_key) AS last_key FROM dim.customer WHERE customer_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'customer'
  ) AS k
) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.customer AS d WHERE d.customer_id = n.customer_id);

-- infer members of order_status from order
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.order_status),
  n.order_status, CAST(1 AS bit), 99, @run_id
FROM (
  SELECT DISTINCT s.order_status AS order_status
  FROM stg.order_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.order_status IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = n.order_status);

-- find the parts, each from @first to @last, to make order ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.order_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make order ready
INSERT INTO stg.order_ready WITH (TABLOCK) (batch_id, row_id, row_class, order_id, customer_key, order_status_key, purchased_date_key, purchased_hour, approved_date_key, shipped_date_key, delivered_date_key, estimated_delivery_date_key, purchased_at_utc, approved_at_utc, shipped_at_utc, delivered_at_utc, estimated_delivery_at_utc, customer_id, customer_alias, days_to_approve, days_to_ship, days_to_deliver, days_late, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.order_id,
  COALESCE(d_customer_key.customer_key, -1) AS customer_key,
  COALESCE(d_order_status_key.order_status_key, -1) AS order_status_key,
  COALESCE(YEAR(s.purchased_at_date) * 10000 + MONTH(s.purchased_at_date) * 100 + DAY(s.purchased_at_date), -1) AS purchased_date_key,
  s.purchased_at_hour AS purchased_hour,
  COALESCE(YEAR(s.approved_at_date) * 10000 + MONTH(s.approved_at_date) * 100 + DAY(s.approved_at_date), -1) AS approved_date_key,
  COALESCE(YEAR(s.shipped_at_date) * 10000 + MONTH(s.shipped_at_date) * 100 + DAY(s.shipped_at_date), -1) AS shipped_date_key,
  COALESCE(YEAR(s.delivered_at_date) * 10000 + MONTH(s.delivered_at_date) * 100 + DAY(s.delivered_at_date), -1) AS delivered_date_key,
  COALESCE(YEAR(s.estimated_delivery_at_date) * 10000 + MONTH(s.estimated_delivery_at_date) * 100 + DAY(s.estimated_delivery_at_date), -1) AS estimated_delivery_date_key,
  s.purchased_at_utc AS purchased_at_utc,
  s.approved_at_utc AS approved_at_utc,
  s.shipped_at_utc AS shipped_at_utc,
  s.delivered_at_utc AS delivered_at_utc,
  s.estimated_delivery_at_utc AS estimated_delivery_at_utc,
  s.customer_id AS customer_id,
  s.customer_alias AS customer_alias,
  DATEDIFF(day, s.purchased_at_date, s.approved_at_date) AS days_to_approve,
  DATEDIFF(day, s.purchased_at_date, s.shipped_at_date) AS days_to_ship,
  DATEDIFF(day, s.purchased_at_date, s.delivered_at_date) AS days_to_deliver,
  DATEDIFF(day, s.estimated_delivery_at_date, s.delivered_at_date) AS days_late,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.order_id, r.customer_id, r.customer_alias, r.order_status, r.purchased_at_utc, r.purchased_at_date, r.purchased_at_hour, r.approved_at_utc, r.approved_at_date, r.shipped_at_utc, r.shipped_at_date, r.delivered_at_utc, r.delivered_at_date, r.estimated_delivery_at_utc, r.estimated_delivery_at_date, r.changed_at_utc
  FROM stg.order_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN dim.customer_alias AS a_customer_key ON a_customer_key.customer_alias = s.customer_alias
LEFT JOIN (
  SELECT m.customer_key, m.customer_id, m.valid_from_utc, m.valid_to_utc
  FROM dim.customer AS m
  WHERE m.customer_id IN (
    SELECT COALESCE(s.customer_id, a_customer_key.customer_id) AS customer_id
    FROM stg.order_row AS s
    LEFT JOIN dim.customer_alias AS a_customer_key ON a_customer_key.customer_alias = s.customer_alias
    WHERE s.row_id BETWEEN @first AND @last
  )
) AS d_customer_key ON d_customer_key.customer_id = COALESCE(s.customer_id, a_customer_key.customer_id) AND s.purchased_at_utc >= d_customer_key.valid_from_utc AND s.purchased_at_utc < d_customer_key.valid_to_utc
LEFT JOIN dim.order_status AS d_order_status_key ON d_order_status_key.order_status = s.order_status
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of order were overtaken
UPDATE stg.order_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.order_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'order' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = REPLACE(REPLACE(s.order_id, '~', '~~'), '|', '~p') AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.order_ready.batch_id AND m.row_id = stg.order_ready.row_id;

-- compare order with what is stored
UPDATE stg.order_ready
SET row_class = CASE
    WHEN (stg.order_ready.changed_at_utc < t.changed_at_utc OR (stg.order_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.order_ready.customer_key <> t.customer_key
    OR stg.order_ready.order_status_key <> t.order_status_key
    OR stg.order_ready.purchased_date_key <> t.purchased_date_key
    OR stg.order_ready.purchased_hour <> t.purchased_hour OR (stg.order_ready.purchased_hour IS NULL AND t.purchased_hour IS NOT NULL) OR (stg.order_ready.purchased_hour IS NOT NULL AND t.purchased_hour IS NULL)
    OR stg.order_ready.approved_date_key <> t.approved_date_key
    OR stg.order_ready.shipped_date_key <> t.shipped_date_key
    OR stg.order_ready.delivered_date_key <> t.delivered_date_key
    OR stg.order_ready.estimated_delivery_date_key <> t.estimated_delivery_date_key
    OR stg.order_ready.purchased_at_utc <> t.purchased_at_utc
    OR stg.order_ready.approved_at_utc <> t.approved_at_utc OR (stg.order_ready.approved_at_utc IS NULL AND t.approved_at_utc IS NOT NULL) OR (stg.order_ready.approved_at_utc IS NOT NULL AND t.approved_at_utc IS NULL)
    OR stg.order_ready.shipped_at_utc <> t.shipped_at_utc OR (stg.order_ready.shipped_at_utc IS NULL AND t.shipped_at_utc IS NOT NULL) OR (stg.order_ready.shipped_at_utc IS NOT NULL AND t.shipped_at_utc IS NULL)
    OR stg.order_ready.delivered_at_utc <> t.delivered_at_utc OR (stg.order_ready.delivered_at_utc IS NULL AND t.delivered_at_utc IS NOT NULL) OR (stg.order_ready.delivered_at_utc IS NOT NULL AND t.delivered_at_utc IS NULL)
    OR stg.order_ready.estimated_delivery_at_utc <> t.estimated_delivery_at_utc OR (stg.order_ready.estimated_delivery_at_utc IS NULL AND t.estimated_delivery_at_utc IS NOT NULL) OR (stg.order_ready.estimated_delivery_at_utc IS NOT NULL AND t.estimated_delivery_at_utc IS NULL)
    OR stg.order_ready.customer_id <> t.customer_id OR (stg.order_ready.customer_id IS NULL AND t.customer_id IS NOT NULL) OR (stg.order_ready.customer_id IS NOT NULL AND t.customer_id IS NULL)
    OR stg.order_ready.customer_alias <> t.customer_alias OR (stg.order_ready.customer_alias IS NULL AND t.customer_alias IS NOT NULL) OR (stg.order_ready.customer_alias IS NOT NULL AND t.customer_alias IS NULL)
    OR stg.order_ready.days_to_approve <> t.days_to_approve OR (stg.order_ready.days_to_approve IS NULL AND t.days_to_approve IS NOT NULL) OR (stg.order_ready.days_to_approve IS NOT NULL AND t.days_to_approve IS NULL)
    OR stg.order_ready.days_to_ship <> t.days_to_ship OR (stg.order_ready.days_to_ship IS NULL AND t.days_to_ship IS NOT NULL) OR (stg.order_ready.days_to_ship IS NOT NULL AND t.days_to_ship IS NULL)
    OR stg.order_ready.days_to_deliver <> t.days_to_deliver OR (stg.order_ready.days_to_deliver IS NULL AND t.days_to_deliver IS NOT NULL) OR (stg.order_ready.days_to_deliver IS NOT NULL AND t.days_to_deliver IS NULL)
    OR stg.order_ready.days_late <> t.days_late OR (stg.order_ready.days_late IS NULL AND t.days_late IS NOT NULL) OR (stg.order_ready.days_late IS NOT NULL AND t.days_late IS NULL)
    OR stg.order_ready.changed_at_utc <> t.changed_at_utc OR (stg.order_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.order_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.order_ready.is_overtaken = 1 AND (stg.order_ready.changed_at_utc = t.changed_at_utc OR stg.order_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.sales_order AS t
WHERE t.order_id = stg.order_ready.order_id;

-- spare what may be newer than order
UPDATE stg.order_ready
SET row_class = 'superseded'
FROM fact.sales_order AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'order' AND status = 'published') AS l
  WHERE b.entity = 'order' AND b.status = 'published'
) AS o
WHERE t.order_id = stg.order_ready.order_id AND o.batch_id = stg.order_ready.batch_id AND stg.order_ready.row_class = 'updated'
  AND stg.order_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.order_ready.changed_at_utc = t.changed_at_utc OR stg.order_ready.changed_at_utc IS NULL);

-- update fact.sales_order
UPDATE fact.sales_order
SET customer_key = r.customer_key,
  order_status_key = r.order_status_key,
  purchased_date_key = r.purchased_date_key,
  purchased_hour = r.purchased_hour,
  approved_date_key = r.approved_date_key,
  shipped_date_key = r.shipped_date_key,
  delivered_date_key = r.delivered_date_key,
  estimated_delivery_date_key = r.estimated_delivery_date_key,
  purchased_at_utc = r.purchased_at_utc,
  approved_at_utc = r.approved_at_utc,
  shipped_at_utc = r.shipped_at_utc,
  delivered_at_utc = r.delivered_at_utc,
  estimated_delivery_at_utc = r.estimated_delivery_at_utc,
  customer_id = r.customer_id,
  customer_alias = r.customer_alias,
  days_to_approve = r.days_to_approve,
  days_to_ship = r.days_to_ship,
  days_to_deliver = r.days_to_deliver,
  days_late = r.days_late,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT order_id, customer_key, order_status_key, purchased_date_key, purchased_hour, approved_date_key, shipped_date_key, delivered_date_key, estimated_delivery_date_key, purchased_at_utc, approved_at_utc, shipped_at_utc, delivered_at_utc, estimated_delivery_at_utc, customer_id, customer_alias, days_to_approve, days_to_ship, days_to_deliver, days_late, changed_at_utc FROM stg.order_ready WHERE row_class = 'updated') AS r
WHERE r.order_id = fact.sales_order.order_id;

-- insert into fact.sales_order
INSERT INTO fact.sales_order (order_key, order_id, customer_key, order_status_key, purchased_date_key, purchased_hour, approved_date_key, shipped_date_key, delivered_date_key, estimated_delivery_date_key, purchased_at_utc, approved_at_utc, shipped_at_utc, delivered_at_utc, estimated_delivery_at_utc, customer_id, customer_alias, days_to_approve, days_to_ship, days_to_deliver, days_late, changed_at_utc, is_deleted, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY r.order_id), r.order_id, r.customer_key, r.order_status_key, r.purchased_date_key, r.purchased_hour, r.approved_date_key, r.shipped_date_key, r.delivered_date_key, r.estimated_delivery_date_key, r.purchased_at_utc, r.approved_at_utc, r.shipped_at_utc, r.delivered_at_utc, r.estimated_delivery_at_utc, r.customer_id, r.customer_alias, r.days_to_approve, r.days_to_ship, r.days_to_deliver, r.days_late, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.order_ready AS r
CROSS JOIN (SELECT COALESCE(MAX(order_key), 0) AS max_key FROM fact.sales_order WHERE order_key > 0) AS m
WHERE r.row_class = 'inserted';

-- keep fact.order_item in step with fact.sales_order
UPDATE fact.order_item
SET customer_key = p.customer_key, purchased_date_key = p.purchased_date_key, run_id = @run_id
FROM (SELECT order_key, customer_key, purchased_date_key FROM fact.sales_order WHERE run_id = @run_id) AS p
WHERE p.order_key = fact.order_item.order_key AND (p.customer_key <> fact.order_item.customer_key OR p.purchased_date_key <> fact.order_item.purchased_date_key);

-- keep fact.payment in step with fact.sales_order
UPDATE fact.payment
SET customer_key = p.customer_key, purchased_date_key = p.purchased_date_key, run_id = @run_id
FROM (SELECT order_key, customer_key, purchased_date_key FROM fact.sales_order WHERE run_id = @run_id) AS p
WHERE p.order_key = fact.payment.order_key AND (p.customer_key <> fact.payment.customer_key OR p.purchased_date_key <> fact.payment.purchased_date_key);

-- keep fact.review in step with fact.sales_order
UPDATE fact.review
SET customer_key = p.customer_key, purchased_date_key = p.purchased_date_key, run_id = @run_id
FROM (SELECT order_key, customer_key, purchased_date_key FROM fact.sales_order WHERE run_id = @run_id) AS p
WHERE p.order_key = fact.review.order_key AND (p.customer_key <> fact.review.customer_key OR p.purchased_date_key <> fact.review.purchased_date_key);

-- re-point fact.order_item to versions of dim.product
UPDATE fact.order_item
SET product_key = c.product_key, run_id = @run_id
FROM (
  SELECT f.order_id, f.line_number, v.product_key
  FROM fact.order_item AS f
  INNER JOIN fact.sales_order AS p ON p.order_key = f.order_key
  INNER JOIN dim.product AS d ON d.product_key = f.product_key
  INNER JOIN dim.product AS v ON v.product_id = d.product_id
    AND p.purchased_at_utc >= v.valid_from_utc AND p.purchased_at_utc < v.valid_to_utc
  WHERE p.run_id = @run_id AND v.product_key <> f.product_key
) AS c
WHERE c.order_id = fact.order_item.order_id AND c.line_number = fact.order_item.line_number;

-- count the classes of order
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.order_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of order
DELETE FROM stg.order_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.order_row.batch_id AND c.row_id = stg.order_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of order
DELETE FROM stg.order_ready WITH (TABLOCK);
