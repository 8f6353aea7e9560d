-- drop stray rows of profile
DELETE FROM stg.profile_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.profile_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of profile
WITH repeated AS (
  SELECT customer_id
  FROM stg.profile_row
  GROUP BY customer_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.customer_id, s.segment, s.preferred_language, s.loyalty_points, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.customer_id, s.segment, s.preferred_language, s.loyalty_points, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.profile_row AS s
  INNER JOIN repeated AS r ON r.customer_id = s.customer_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.customer_id, c.segment, c.preferred_language, c.loyalty_points, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.customer_id, COALESCE(c.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.customer_id = c.customer_id AND COALESCE(w.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) = COALESCE(c.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- find the parts, each from @first to @last, to make profile ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.profile_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make profile ready
INSERT INTO stg.profile_ready WITH (TABLOCK) (batch_id, row_id, row_class, customer_id, segment, preferred_language, loyalty_points, since_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.customer_id,
  s.segment AS segment,
  s.preferred_language AS preferred_language,
  s.loyalty_points AS loyalty_points,
  COALESCE(s.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3))) AS since_utc
FROM (
  SELECT r.batch_id, r.row_id, r.customer_id, r.segment, r.preferred_language, r.loyalty_points, r.changed_at_utc
  FROM stg.profile_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of profile were overtaken
UPDATE stg.profile_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.profile_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'profile' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = REPLACE(REPLACE(s.customer_id, '~', '~~'), '|', '~p') AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.profile_ready.batch_id AND m.row_id = stg.profile_ready.row_id;

-- compare profile with what is stored
UPDATE stg.profile_ready
SET row_class = CASE
    WHEN stg.profile_ready.segment <> t.segment OR (stg.profile_ready.segment IS NULL AND t.segment IS NOT NULL) OR (stg.profile_ready.segment IS NOT NULL AND t.segment IS NULL)
    OR stg.profile_ready.preferred_language <> t.preferred_language OR (stg.profile_ready.preferred_language IS NULL AND t.preferred_language IS NOT NULL) OR (stg.profile_ready.preferred_language IS NOT NULL AND t.preferred_language IS NULL)
    OR stg.profile_ready.loyalty_points <> t.loyalty_points OR (stg.profile_ready.loyalty_points IS NULL AND t.loyalty_points IS NOT NULL) OR (stg.profile_ready.loyalty_points IS NOT NULL AND t.loyalty_points IS NULL) THEN CASE WHEN stg.profile_ready.is_overtaken = 1 THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM hist.profile AS t
WHERE t.customer_id = stg.profile_ready.customer_id AND t.since_utc = stg.profile_ready.since_utc;

-- spare what may be newer than profile
UPDATE stg.profile_ready
SET row_class = 'superseded'
FROM hist.profile AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'profile' AND status = 'published') AS l
  WHERE b.entity = 'profile' AND b.status = 'published'
) AS o
WHERE t.customer_id = stg.profile_ready.customer_id AND t.since_utc = stg.profile_ready.since_utc AND o.batch_id = stg.profile_ready.batch_id AND stg.profile_ready.row_class = 'updated'
  AND stg.profile_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.batch_id >= o.batch_id);

-- correct hist.profile
UPDATE hist.profile
SET segment = r.segment, preferred_language = r.preferred_language, loyalty_points = r.loyalty_points, batch_id = r.batch_id, is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (SELECT customer_id, since_utc, segment, preferred_language, loyalty_points, batch_id FROM stg.profile_ready WHERE row_class = 'updated') AS r
WHERE r.customer_id = hist.profile.customer_id AND r.since_utc = hist.profile.since_utc;

-- add to hist.profile
INSERT INTO hist.profile (customer_id, since_utc, segment, preferred_language, loyalty_points, batch_id, is_deleted, run_id)
SELECT r.customer_id, r.since_utc, r.segment, r.preferred_language, r.loyalty_points, r.batch_id, CAST(0 AS bit), @run_id
FROM stg.profile_ready AS r
WHERE r.row_class = 'inserted';

-- find the parts, each from @first to @last, to find spans of dim.customer
SELECT MIN(p.customer_id) AS first_key, MAX(p.customer_id) AS last_key
FROM (
  SELECT k.customer_id, DENSE_RANK() OVER (ORDER BY k.customer_id) - 1 AS place
  FROM (
  SELECT DISTINCT h.customer_id FROM hist.customer AS h WHERE h.run_id = @run_id
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile AS h WHERE h.run_id = @run_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_key;

-- find spans of dim.customer
WITH touched AS (
  SELECT DISTINCT h.customer_id FROM hist.customer AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
), told AS (
  SELECT h.customer_id, h.since_utc FROM hist.customer AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT h.customer_id, h.since_utc FROM hist.profile AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last
), moments AS (
  SELECT m.customer_id, m.since_utc,
    COALESCE(MAX(h1.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h1.since_utc) OVER (PARTITION BY m.customer_id)) AS at_1,
    COALESCE(MAX(h2.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h2.since_utc) OVER (PARTITION BY m.customer_id)) AS at_2
  FROM told AS m
  LEFT JOIN hist.customer AS h1 ON h1.customer_id = m.customer_id AND h1.since_utc = m.since_utc AND h1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile AS h2 ON h2.customer_id = m.customer_id AND h2.since_utc = m.since_utc AND h2.customer_id BETWEEN @first AND @last
), states AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.at_2, h1.country, h1.city, h2.segment, h1.is_deleted
  FROM moments AS m
  LEFT JOIN hist.customer AS h1 ON h1.customer_id = m.customer_id AND h1.since_utc = m.at_1 AND h1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile AS h2 ON h2.customer_id = m.customer_id AND h2.since_utc = m.at_2 AND h2.customer_id BETWEEN @first AND @last
), states_before AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.at_2, m.country, m.city, m.segment, m.is_deleted,
    LAG(m.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_utc,
    LAG(m.country) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_country,
    LAG(m.city) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_city,
    LAG(m.segment) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_segment,
    LAG(m.is_deleted) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_is_deleted
  FROM states AS m
), starts AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.at_2,
    CASE WHEN m.previous_utc IS NULL OR m.country <> m.previous_country OR (m.country IS NULL AND m.previous_country IS NOT NULL) OR (m.country IS NOT NULL AND m.previous_country IS NULL)
      OR m.city <> m.previous_city OR (m.city IS NULL AND m.previous_city IS NOT NULL) OR (m.city IS NOT NULL AND m.previous_city IS NULL)
      OR m.segment <> m.previous_segment OR (m.segment IS NULL AND m.previous_segment IS NOT NULL) OR (m.segment IS NOT NULL AND m.previous_segment IS NULL)
      OR m.is_deleted <> m.previous_is_deleted OR (m.is_deleted IS NULL AND m.previous_is_deleted IS NOT NULL) OR (m.is_deleted IS NOT NULL AND m.previous_is_deleted IS NULL) THEN 1 ELSE 0 END AS is_start
  FROM states_before AS m
), numbered AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.at_2,
    SUM(m.is_start) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS m
), runs AS (
  SELECT m.customer_id, m.version_number, MIN(m.since_utc) AS since_utc,
    MAX(m.at_1) AS at_1, MAX(m.at_2) AS at_2, MIN(d.since_utc) AS keyed_utc
  FROM numbered AS m
  LEFT JOIN dim.customer AS d ON d.customer_id = m.customer_id AND d.since_utc = m.since_utc AND d.customer_id BETWEEN @first AND @last
  GROUP BY m.customer_id, m.version_number
)
INSERT INTO stg.customer_span WITH (TABLOCK) (customer_id, since_utc, customer_key, valid_from_utc, next_utc, new_number, at_1, at_2, newest_at_1, newest_at_2)
SELECT r.customer_id, r.since_utc, COALESCE(d.customer_key, i.customer_key),
  CASE WHEN r.version_number = 1 THEN CAST('1900-01-01 00:00:00.000' AS datetime2(3)) ELSE r.since_utc END AS valid_from_utc,
  LEAD(r.since_utc) OVER (PARTITION BY r.customer_id ORDER BY r.version_number) AS next_utc,
  o.last_number + SUM(CASE WHEN COALESCE(d.customer_key, i.customer_key) IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY r.customer_id, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number,
  r.at_1,
  r.at_2,
  MAX(r.at_1) OVER (PARTITION BY r.customer_id) AS newest_at_1,
  MAX(r.at_2) OVER (PARTITION BY r.customer_id) AS newest_at_2
FROM runs AS r
CROSS JOIN (SELECT COALESCE(MAX(new_number), 0) AS last_number FROM stg.customer_span) AS o
LEFT JOIN dim.customer AS d ON d.customer_id = r.customer_id AND d.since_utc = r.keyed_utc AND d.customer_id BETWEEN @first AND @last
LEFT JOIN dim.customer AS i ON i.customer_id = r.customer_id AND i.is_inferred = 1 AND i.since_utc IS NULL AND r.version_number = 1 AND i.customer_id BETWEEN @first AND @last;

-- tell versions of dim.customer
INSERT INTO stg.customer_version WITH (TABLOCK) (customer_key, customer_id, subscribed_date, country, country_code, postal_code, city, gender, age, geography_key, changed_at_utc, segment, preferred_language, loyalty_points, is_deleted, since_utc, customer_last_utc, profile_last_utc, valid_from_utc, valid_to_utc, is_current, is_inferred, is_new)
SELECT COALESCE(s.customer_key, m.max_key + s.new_number), s.customer_id,
  n1.subscribed_date, l1.country, l1.country_code, l1.postal_code, l1.city, n1.gender, n1.age, COALESCE(l1.geography_key, -1), n1.changed_at_utc, l2.segment, n2.preferred_language, n2.loyalty_points, COALESCE(l1.is_deleted, CAST(0 AS bit)),
  s.since_utc, s.at_1, s.at_2, s.valid_from_utc, COALESCE(s.next_utc, CAST('9999-12-31 00:00:00.000' AS datetime2(3))),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.at_1 IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.customer_key IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM stg.customer_span AS s
LEFT JOIN hist.customer AS l1 ON l1.customer_id = s.customer_id AND l1.since_utc = s.at_1 AND l1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.customer AS n1 ON n1.customer_id = s.customer_id AND n1.since_utc = s.newest_at_1 AND n1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile AS l2 ON l2.customer_id = s.customer_id AND l2.since_utc = s.at_2 AND l2.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile AS n2 ON n2.customer_id = s.customer_id AND n2.since_utc = s.newest_at_2 AND n2.customer_id BETWEEN @first AND @last
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(customer_key) AS last_key FROM dim.customer WHERE customer_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'customer'
  ) AS k
) AS m
WHERE s.customer_id BETWEEN @first AND @last;

-- settle classes of profile
UPDATE stg.profile_ready
SET row_class = c.row_class
FROM (
  SELECT r.batch_id, r.row_id,
    CASE WHEN b.is_new IS NOT NULL OR e.is_told IS NOT NULL THEN 'updated' ELSE 'superseded' END AS row_class
  FROM stg.profile_ready AS r
  LEFT JOIN stg.customer_version AS b ON b.customer_id = r.customer_id AND b.since_utc = r.since_utc
  LEFT JOIN (
    SELECT DISTINCT customer_id, profile_last_utc, 1 AS is_told FROM stg.customer_version
  ) AS e ON e.customer_id = r.customer_id AND e.profile_last_utc = r.since_utc
  WHERE r.row_class = 'inserted' AND (b.is_new IS NULL OR b.is_new = 0)
) AS c
WHERE c.batch_id = stg.profile_ready.batch_id AND c.row_id = stg.profile_ready.row_id;

-- update dim.customer
UPDATE dim.customer
SET subscribed_date = v.subscribed_date,
  country = v.country,
  country_code = v.country_code,
  postal_code = v.postal_code,
  city = v.city,
  gender = v.gender,
  age = v.age,
  geography_key = v.geography_key,
  changed_at_utc = v.changed_at_utc,
  segment = v.segment,
  preferred_language = v.preferred_language,
  loyalty_points = v.loyalty_points,
  since_utc = v.since_utc,
  valid_from_utc = v.valid_from_utc,
  valid_to_utc = v.valid_to_utc,
  is_current = v.is_current,
  is_deleted = v.is_deleted,
  is_inferred = v.is_inferred,
  run_id = @run_id
FROM (SELECT customer_key, subscribed_date, country, country_code, postal_code, city, gender, age, geography_key, changed_at_utc, segment, preferred_language, loyalty_points, since_utc, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred FROM stg.customer_version WHERE is_new = 0) AS v
WHERE v.customer_key = dim.customer.customer_key
  AND (v.subscribed_date <> dim.customer.subscribed_date OR (v.subscribed_date IS NULL AND dim.customer.subscribed_date IS NOT NULL) OR (v.subscribed_date IS NOT NULL AND dim.customer.subscribed_date IS NULL)
    OR v.country <> dim.customer.country OR (v.country IS NULL AND dim.customer.country IS NOT NULL) OR (v.country IS NOT NULL AND dim.customer.country IS NULL)
    OR v.country_code <> dim.customer.country_code OR (v.country_code IS NULL AND dim.customer.country_code IS NOT NULL) OR (v.country_code IS NOT NULL AND dim.customer.country_code IS NULL)
    OR v.postal_code <> dim.customer.postal_code OR (v.postal_code IS NULL AND dim.customer.postal_code IS NOT NULL) OR (v.postal_code IS NOT NULL AND dim.customer.postal_code IS NULL)
    OR v.city <> dim.customer.city OR (v.city IS NULL AND dim.customer.city IS NOT NULL) OR (v.city IS NOT NULL AND dim.customer.city IS NULL)
    OR v.gender <> dim.customer.gender OR (v.gender IS NULL AND dim.customer.gender IS NOT NULL) OR (v.gender IS NOT NULL AND dim.customer.gender IS NULL)
    OR v.age <> dim.customer.age OR (v.age IS NULL AND dim.customer.age IS NOT NULL) OR (v.age IS NOT NULL AND dim.customer.age IS NULL)
    OR v.geography_key <> dim.customer.geography_key
    OR v.changed_at_utc <> dim.customer.changed_at_utc OR (v.changed_at_utc IS NULL AND dim.customer.changed_at_utc IS NOT NULL) OR (v.changed_at_utc IS NOT NULL AND dim.customer.changed_at_utc IS NULL)
    OR v.segment <> dim.customer.segment OR (v.segment IS NULL AND dim.customer.segment IS NOT NULL) OR (v.segment IS NOT NULL AND dim.customer.segment IS NULL)
    OR v.preferred_language <> dim.customer.preferred_language OR (v.preferred_language IS NULL AND dim.customer.preferred_language IS NOT NULL) OR (v.preferred_language IS NOT NULL AND dim.customer.preferred_language IS NULL)
    OR v.loyalty_points <> dim.customer.loyalty_points OR (v.loyalty_points IS NULL AND dim.customer.loyalty_points IS NOT NULL) OR (v.loyalty_points IS NOT NULL AND dim.customer.loyalty_points IS NULL)
    OR v.since_utc <> dim.customer.since_utc OR (v.since_utc IS NULL AND dim.customer.since_utc IS NOT NULL) OR (v.since_utc IS NOT NULL AND dim.customer.since_utc IS NULL)
    OR v.valid_from_utc <> dim.customer.valid_from_utc
    OR v.valid_to_utc <> dim.customer.valid_to_utc
    OR v.is_current <> dim.customer.is_current
    OR v.is_deleted <> dim.customer.is_deleted
    OR v.is_inferred <> dim.customer.is_inferred);

-- insert into dim.customer
INSERT INTO dim.customer (customer_key, customer_id, subscribed_date, country, country_code, postal_code, city, gender, age, geography_key, changed_at_utc, segment, preferred_language, loyalty_points, since_utc, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT v.customer_key, v.customer_id, v.subscribed_date, v.country, v.country_code, v.postal_code, v.city, v.gender, v.age, v.geography_key, v.changed_at_utc, v.segment, v.preferred_language, v.loyalty_points, v.since_utc, v.valid_from_utc, v.valid_to_utc, v.is_current, v.is_deleted, v.is_inferred, @run_id
FROM stg.customer_version AS v
WHERE v.is_new = 1;

-- re-point fact.sales_order to versions of dim.customer
UPDATE fact.sales_order
SET customer_key = c.customer_key, run_id = @run_id
FROM (
  SELECT f.order_id, v.customer_key
  FROM fact.sales_order AS f
  INNER JOIN dim.customer AS d ON d.customer_key = f.customer_key
  INNER JOIN stg.customer_version AS v ON v.customer_id = d.customer_id
    AND f.purchased_at_utc >= v.valid_from_utc AND f.purchased_at_utc < v.valid_to_utc
  WHERE v.customer_key <> f.customer_key
) AS c
WHERE c.order_id = fact.sales_order.order_id;

-- re-point fact.support_ticket to versions of dim.customer
UPDATE fact.support_ticket
SET customer_key = c.customer_key, run_id = @run_id
FROM (
  SELECT f.ticket_id, v.customer_key
  FROM fact.support_ticket AS f
  INNER JOIN dim.customer AS d ON d.customer_key = f.customer_key
  INNER JOIN stg.customer_version AS v ON v.customer_id = d.customer_id
    AND f.opened_at_utc >= v.valid_from_utc AND f.opened_at_utc < v.valid_to_utc
  WHERE v.customer_key <> f.customer_key
) AS c
WHERE c.ticket_id = fact.support_ticket.ticket_id;

-- re-point fact.sales_order to aliases of dim.customer
UPDATE fact.sales_order
SET customer_key = v.customer_key, run_id = @run_id
FROM (
  SELECT f.order_id, d.customer_key
  FROM fact.sales_order AS f
  INNER JOIN dim.customer_alias AS a ON a.customer_alias = f.customer_alias
  INNER JOIN dim.customer AS d ON d.customer_id = a.customer_id AND f.purchased_at_utc >= d.valid_from_utc AND f.purchased_at_utc < d.valid_to_utc
  WHERE f.customer_id IS NULL AND d.customer_key <> f.customer_key AND a.run_id = @run_id
) AS v
WHERE v.order_id = fact.sales_order.order_id;

-- re-point fact.support_ticket to aliases of dim.customer
UPDATE fact.support_ticket
SET customer_key = v.customer_key, run_id = @run_id
FROM (
  SELECT f.ticket_id, d.customer_key
  FROM fact.support_ticket AS f
  INNER JOIN dim.customer_alias AS a ON a.customer_alias = f.customer_alias
  INNER JOIN dim.customer AS d ON d.customer_id = a.customer_id AND f.opened_at_utc >= d.valid_from_utc AND f.opened_at_utc < d.valid_to_utc
  WHERE f.customer_id IS NULL AND d.customer_key <> f.customer_key AND a.run_id = @run_id
) AS v
WHERE v.ticket_id = fact.support_ticket.ticket_id;

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

-- remember the keys given in dim.customer
UPDATE ops.given_key
SET last_key = m.max_key
FROM (SELECT MAX(customer_key) AS max_key FROM dim.customer) AS m
WHERE ops.given_key.dimension = 'customer' AND m.max_key > ops.given_key.last_key;

-- drop versions of dim.customer that are none any more
DELETE FROM dim.customer
WHERE EXISTS (SELECT 1 FROM stg.customer_version AS v WHERE v.customer_id = dim.customer.customer_id)
  AND NOT EXISTS (SELECT 1 FROM stg.customer_version AS v WHERE v.customer_key = dim.customer.customer_key);

-- count the classes of profile
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.profile_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of profile
DELETE FROM stg.profile_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.profile_row.batch_id AND c.row_id = stg.profile_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of profile
DELETE FROM stg.profile_ready WITH (TABLOCK);

-- forget spans of dim.customer
DELETE FROM stg.customer_span WITH (TABLOCK);

-- forget versions of dim.customer
DELETE FROM stg.customer_version WITH (TABLOCK);
