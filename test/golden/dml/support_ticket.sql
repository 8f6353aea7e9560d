-- drop stray rows of support_ticket
DELETE FROM stg.support_ticket_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.support_ticket_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of support_ticket
WITH repeated AS (
  SELECT ticket_id
  FROM stg.support_ticket_row
  GROUP BY ticket_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.ticket_id, s.customer_id, s.customer_alias, s.order_id, s.product_id, s.channel, s.issue_category, s.issue, s.ticket_status, s.priority, s.opened_at_utc, s.opened_at_date, s.opened_at_hour, s.first_response_at_utc, s.first_response_at_date, s.resolved_at_utc, s.resolved_at_date, s.satisfaction_score, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.ticket_id, s.customer_id, s.customer_alias, s.order_id, s.product_id, s.channel, s.issue_category, s.issue, s.ticket_status, s.priority, s.opened_at_utc, s.first_response_at_utc, s.resolved_at_utc, s.satisfaction_score, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.support_ticket_row AS s
  INNER JOIN repeated AS r ON r.ticket_id = s.ticket_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.ticket_id, c.customer_id, c.customer_alias, c.order_id, c.product_id, c.channel, c.issue_category, c.issue, c.ticket_status, c.priority, c.opened_at_utc, c.opened_at_date, c.opened_at_hour, c.first_response_at_utc, c.first_response_at_date, c.resolved_at_utc, c.resolved_at_date, c.satisfaction_score, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.ticket_id ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.ticket_id = c.ticket_id AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- infer aliases of customer from support_ticket
INSERT INTO dim.customer_alias (customer_alias, customer_id, run_id)
SELECT n.customer_alias, CONCAT('alias:', n.customer_alias), @run_id
FROM (
  SELECT DISTINCT s.customer_alias
  FROM stg.support_ticket_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND s.customer_id IS NULL AND s.customer_alias IS NOT NULL
) AS n
WHERE NOT EXISTS (SELECT 1 FROM dim.customer_alias AS a WHERE a.customer_alias = n.customer_alias);

-- infer members of customer from support_ticket
INSERT INTO dim.customer (customer_key, customer_id, geography_key, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.customer_id),
  n.customer_id, -1, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT COALESCE(s.customer_id, a_customer_key.customer_id) AS customer_id
  FROM stg.support_ticket_row AS s
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

-- infer members of product from support_ticket
INSERT INTO dim.product (product_key, product_id, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.product_id),
  n.product_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id AS product_id
  FROM stg.support_ticket_row AS s
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

-- infer members of support_issue from support_ticket
INSERT INTO dim.support_issue (support_issue_key, issue_category, issue, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.issue_category, n.issue),
  n.issue_category, n.issue, @run_id
FROM (
  SELECT DISTINCT COALESCE(s.issue_category, '') AS issue_category, COALESCE(s.issue, '') AS issue
  FROM stg.support_ticket_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.issue_category IS NOT NULL OR s.issue IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(support_issue_key), 0) AS max_key FROM dim.support_issue WHERE support_issue_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.support_issue AS d WHERE d.issue_category = n.issue_category AND d.issue = n.issue);

-- infer members of channel from support_ticket
INSERT INTO dim.channel (channel_key, channel, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.channel),
  n.channel, @run_id
FROM (
  SELECT DISTINCT s.channel AS channel
  FROM stg.support_ticket_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.channel IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(channel_key), 0) AS max_key FROM dim.channel WHERE channel_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.channel AS d WHERE d.channel = n.channel);

-- find the parts, each from @first to @last, to make support_ticket ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.support_ticket_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make support_ticket ready
INSERT INTO stg.support_ticket_ready WITH (TABLOCK) (batch_id, row_id, row_class, ticket_id, customer_key, product_key, support_issue_key, channel_key, opened_date_key, opened_hour, first_response_date_key, resolved_date_key, opened_at_utc, first_response_at_utc, resolved_at_utc, customer_id, customer_alias, order_id, ticket_status, priority, minutes_to_first_response, minutes_to_resolution, satisfaction_score, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.ticket_id,
  COALESCE(d_customer_key.customer_key, -1) AS customer_key,
  COALESCE(d_product_key.product_key, -1) AS product_key,
  COALESCE(d_support_issue_key.support_issue_key, -1) AS support_issue_key,
  COALESCE(d_channel_key.channel_key, -1) AS channel_key,
  COALESCE(YEAR(s.opened_at_date) * 10000 + MONTH(s.opened_at_date) * 100 + DAY(s.opened_at_date), -1) AS opened_date_key,
  s.opened_at_hour AS opened_hour,
  COALESCE(YEAR(s.first_response_at_date) * 10000 + MONTH(s.first_response_at_date) * 100 + DAY(s.first_response_at_date), -1) AS first_response_date_key,
  COALESCE(YEAR(s.resolved_at_date) * 10000 + MONTH(s.resolved_at_date) * 100 + DAY(s.resolved_at_date), -1) AS resolved_date_key,
  s.opened_at_utc AS opened_at_utc,
  s.first_response_at_utc AS first_response_at_utc,
  s.resolved_at_utc AS resolved_at_utc,
  s.customer_id AS customer_id,
  s.customer_alias AS customer_alias,
  s.order_id AS order_id,
  s.ticket_status AS ticket_status,
  s.priority AS priority,
  DATEDIFF(minute, s.opened_at_utc, s.first_response_at_utc) AS minutes_to_first_response,
  DATEDIFF(minute, s.opened_at_utc, s.resolved_at_utc) AS minutes_to_resolution,
  s.satisfaction_score AS satisfaction_score,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.ticket_id, r.customer_id, r.customer_alias, r.order_id, r.product_id, r.channel, r.issue_category, r.issue, r.ticket_status, r.priority, r.opened_at_utc, r.opened_at_date, r.opened_at_hour, r.first_response_at_utc, r.first_response_at_date, r.resolved_at_utc, r.resolved_at_date, r.satisfaction_score, r.changed_at_utc
  FROM stg.support_ticket_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN dim.customer_alias AS a_customer_key ON a_customer_key.customer_alias = s.customer_alias
LEFT JOIN (
  SELECT m.customer_key, m.customer_id, m.valid_from_utc, m.valid_to_utc
  FROM dim.customer AS m
  WHERE m.customer_id IN (
    SELECT COALESCE(s.customer_id, a_customer_key.customer_id) AS customer_id
    FROM stg.support_ticket_row AS s
    LEFT JOIN dim.customer_alias AS a_customer_key ON a_customer_key.customer_alias = s.customer_alias
    WHERE s.row_id BETWEEN @first AND @last
  )
) AS d_customer_key ON d_customer_key.customer_id = COALESCE(s.customer_id, a_customer_key.customer_id) AND s.opened_at_utc >= d_customer_key.valid_from_utc AND s.opened_at_utc < d_customer_key.valid_to_utc
LEFT JOIN (
  SELECT m.product_key, m.product_id, m.valid_from_utc, m.valid_to_utc
  FROM dim.product AS m
  WHERE m.product_id IN (
    SELECT s.product_id AS product_id
    FROM stg.support_ticket_row AS s
    WHERE s.row_id BETWEEN @first AND @last
  )
) AS d_product_key ON d_product_key.product_id = s.product_id AND s.opened_at_utc >= d_product_key.valid_from_utc AND s.opened_at_utc < d_product_key.valid_to_utc
LEFT JOIN dim.support_issue AS d_support_issue_key ON d_support_issue_key.issue_category = COALESCE(s.issue_category, '') AND d_support_issue_key.issue = COALESCE(s.issue, '')
LEFT JOIN dim.channel AS d_channel_key ON d_channel_key.channel = s.channel
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of support_ticket were overtaken
UPDATE stg.support_ticket_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.support_ticket_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'support_ticket' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = REPLACE(REPLACE(s.ticket_id, '~', '~~'), '|', '~p') AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.support_ticket_ready.batch_id AND m.row_id = stg.support_ticket_ready.row_id;

-- compare support_ticket with what is stored
UPDATE stg.support_ticket_ready
SET row_class = CASE
    WHEN (stg.support_ticket_ready.changed_at_utc < t.changed_at_utc OR (stg.support_ticket_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN stg.support_ticket_ready.customer_key <> t.customer_key
    OR stg.support_ticket_ready.product_key <> t.product_key
    OR stg.support_ticket_ready.support_issue_key <> t.support_issue_key
    OR stg.support_ticket_ready.channel_key <> t.channel_key
    OR stg.support_ticket_ready.opened_date_key <> t.opened_date_key
    OR stg.support_ticket_ready.opened_hour <> t.opened_hour OR (stg.support_ticket_ready.opened_hour IS NULL AND t.opened_hour IS NOT NULL) OR (stg.support_ticket_ready.opened_hour IS NOT NULL AND t.opened_hour IS NULL)
    OR stg.support_ticket_ready.first_response_date_key <> t.first_response_date_key
    OR stg.support_ticket_ready.resolved_date_key <> t.resolved_date_key
    OR stg.support_ticket_ready.opened_at_utc <> t.opened_at_utc
    OR stg.support_ticket_ready.first_response_at_utc <> t.first_response_at_utc OR (stg.support_ticket_ready.first_response_at_utc IS NULL AND t.first_response_at_utc IS NOT NULL) OR (stg.support_ticket_ready.first_response_at_utc IS NOT NULL AND t.first_response_at_utc IS NULL)
    OR stg.support_ticket_ready.resolved_at_utc <> t.resolved_at_utc OR (stg.support_ticket_ready.resolved_at_utc IS NULL AND t.resolved_at_utc IS NOT NULL) OR (stg.support_ticket_ready.resolved_at_utc IS NOT NULL AND t.resolved_at_utc IS NULL)
    OR stg.support_ticket_ready.customer_id <> t.customer_id OR (stg.support_ticket_ready.customer_id IS NULL AND t.customer_id IS NOT NULL) OR (stg.support_ticket_ready.customer_id IS NOT NULL AND t.customer_id IS NULL)
    OR stg.support_ticket_ready.customer_alias <> t.customer_alias OR (stg.support_ticket_ready.customer_alias IS NULL AND t.customer_alias IS NOT NULL) OR (stg.support_ticket_ready.customer_alias IS NOT NULL AND t.customer_alias IS NULL)
    OR stg.support_ticket_ready.order_id <> t.order_id OR (stg.support_ticket_ready.order_id IS NULL AND t.order_id IS NOT NULL) OR (stg.support_ticket_ready.order_id IS NOT NULL AND t.order_id IS NULL)
    OR stg.support_ticket_ready.ticket_status <> t.ticket_status OR (stg.support_ticket_ready.ticket_status IS NULL AND t.ticket_status IS NOT NULL) OR (stg.support_ticket_ready.ticket_status IS NOT NULL AND t.ticket_status IS NULL)
    OR stg.support_ticket_ready.priority <> t.priority OR (stg.support_ticket_ready.priority IS NULL AND t.priority IS NOT NULL) OR (stg.support_ticket_ready.priority IS NOT NULL AND t.priority IS NULL)
    OR stg.support_ticket_ready.minutes_to_first_response <> t.minutes_to_first_response OR (stg.support_ticket_ready.minutes_to_first_response IS NULL AND t.minutes_to_first_response IS NOT NULL) OR (stg.support_ticket_ready.minutes_to_first_response IS NOT NULL AND t.minutes_to_first_response IS NULL)
    OR stg.support_ticket_ready.minutes_to_resolution <> t.minutes_to_resolution OR (stg.support_ticket_ready.minutes_to_resolution IS NULL AND t.minutes_to_resolution IS NOT NULL) OR (stg.support_ticket_ready.minutes_to_resolution IS NOT NULL AND t.minutes_to_resolution IS NULL)
    OR stg.support_ticket_ready.satisfaction_score <> t.satisfaction_score OR (stg.support_ticket_ready.satisfaction_score IS NULL AND t.satisfaction_score IS NOT NULL) OR (stg.support_ticket_ready.satisfaction_score IS NOT NULL AND t.satisfaction_score IS NULL)
    OR stg.support_ticket_ready.changed_at_utc <> t.changed_at_utc OR (stg.support_ticket_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.support_ticket_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.support_ticket_ready.is_overtaken = 1 AND (stg.support_ticket_ready.changed_at_utc = t.changed_at_utc OR stg.support_ticket_ready.changed_at_utc IS NULL) THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM fact.support_ticket AS t
WHERE t.ticket_id = stg.support_ticket_ready.ticket_id;

-- spare what may be newer than support_ticket
UPDATE stg.support_ticket_ready
SET row_class = 'superseded'
FROM fact.support_ticket AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'support_ticket' AND status = 'published') AS l
  WHERE b.entity = 'support_ticket' AND b.status = 'published'
) AS o
WHERE t.ticket_id = stg.support_ticket_ready.ticket_id AND o.batch_id = stg.support_ticket_ready.batch_id AND stg.support_ticket_ready.row_class = 'updated'
  AND stg.support_ticket_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.support_ticket_ready.changed_at_utc = t.changed_at_utc OR stg.support_ticket_ready.changed_at_utc IS NULL);

-- update fact.support_ticket
UPDATE fact.support_ticket
SET customer_key = r.customer_key,
  product_key = r.product_key,
  support_issue_key = r.support_issue_key,
  channel_key = r.channel_key,
  opened_date_key = r.opened_date_key,
  opened_hour = r.opened_hour,
  first_response_date_key = r.first_response_date_key,
  resolved_date_key = r.resolved_date_key,
  opened_at_utc = r.opened_at_utc,
  first_response_at_utc = r.first_response_at_utc,
  resolved_at_utc = r.resolved_at_utc,
  customer_id = r.customer_id,
  customer_alias = r.customer_alias,
  order_id = r.order_id,
  ticket_status = r.ticket_status,
  priority = r.priority,
  minutes_to_first_response = r.minutes_to_first_response,
  minutes_to_resolution = r.minutes_to_resolution,
  satisfaction_score = r.satisfaction_score,
  changed_at_utc = r.changed_at_utc,
  run_id = @run_id
FROM (SELECT ticket_id, customer_key, product_key, support_issue_key, channel_key, opened_date_key, opened_hour, first_response_date_key, resolved_date_key, opened_at_utc, first_response_at_utc, resolved_at_utc, customer_id, customer_alias, order_id, ticket_status, priority, minutes_to_first_response, minutes_to_resolution, satisfaction_score, changed_at_utc FROM stg.support_ticket_ready WHERE row_class = 'updated') AS r
WHERE r.ticket_id = fact.support_ticket.ticket_id;

-- insert into fact.support_ticket
INSERT INTO fact.support_ticket (ticket_id, customer_key, product_key, support_issue_key, channel_key, opened_date_key, opened_hour, first_response_date_key, resolved_date_key, opened_at_utc, first_response_at_utc, resolved_at_utc, customer_id, customer_alias, order_id, ticket_status, priority, minutes_to_first_response, minutes_to_resolution, satisfaction_score, changed_at_utc, is_deleted, run_id)
SELECT r.ticket_id, r.customer_key, r.product_key, r.support_issue_key, r.channel_key, r.opened_date_key, r.opened_hour, r.first_response_date_key, r.resolved_date_key, r.opened_at_utc, r.first_response_at_utc, r.resolved_at_utc, r.customer_id, r.customer_alias, r.order_id, r.ticket_status, r.priority, r.minutes_to_first_response, r.minutes_to_resolution, r.satisfaction_score, r.changed_at_utc, CAST(0 AS bit), @run_id
FROM stg.support_ticket_ready AS r
WHERE r.row_class = 'inserted';

-- count the classes of support_ticket
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.support_ticket_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of support_ticket
DELETE FROM stg.support_ticket_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.support_ticket_row.batch_id AND c.row_id = stg.support_ticket_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of support_ticket
DELETE FROM stg.support_ticket_ready WITH (TABLOCK);
