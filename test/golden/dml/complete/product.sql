-- remember members of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT h.product_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), MIN(h.run_id)
FROM hist.product AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.product_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = CAST(1 AS bit)
  WHERE s.product_id = h.product_id
)
GROUP BY h.product_id;

-- what a file of product lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc
) AS l
LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
WHERE l.is_deleted = CAST(0 AS bit);

-- delete members of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT l.product_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc
) AS l
LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL;

-- let members of product return
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT f.product_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
INNER JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc
) AS l ON l.product_id = f.product_id
WHERE l.is_deleted = CAST(1 AS bit);

-- remember new members of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT f.product_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
WHERE NOT EXISTS (SELECT 1 FROM hist.product_seen AS p WHERE p.product_id = f.product_id);

-- find the parts, each from @first to @last, to find spans of dim.product
SELECT MIN(p.product_id) AS first_key, MAX(p.product_id) AS last_key
FROM (
  SELECT k.product_id, DENSE_RANK() OVER (ORDER BY k.product_id) - 1 AS place
  FROM (
  SELECT DISTINCT h.product_id FROM hist.product AS h WHERE h.run_id = @run_id
  UNION
  SELECT DISTINCT h.product_id FROM hist.product_seen AS h WHERE h.run_id = @run_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_key;

-- find spans of dim.product
WITH touched AS (
  SELECT DISTINCT h.product_id FROM hist.product AS h WHERE h.run_id = @run_id AND h.product_id BETWEEN @first AND @last
  UNION
  SELECT DISTINCT h.product_id FROM hist.product_seen AS h WHERE h.run_id = @run_id AND h.product_id BETWEEN @first AND @last
), told AS (
  SELECT h.product_id, h.since_utc FROM hist.product AS h INNER JOIN touched AS t ON t.product_id = h.product_id AND h.product_id BETWEEN @first AND @last
  UNION
  SELECT h.product_id, h.since_utc FROM hist.product_seen AS h INNER JOIN touched AS t ON t.product_id = h.product_id AND h.product_id BETWEEN @first AND @last WHERE h.is_first = CAST(0 AS bit)
), moments AS (
  SELECT m.product_id, m.since_utc,
    COALESCE(MAX(h1.since_utc) OVER (PARTITION BY m.product_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h1.since_utc) OVER (PARTITION BY m.product_id)) AS at_1,
    MAX(g1.since_utc) OVER (PARTITION BY m.product_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS seen_1
  FROM told AS m
  LEFT JOIN hist.product AS h1 ON h1.product_id = m.product_id AND h1.since_utc = m.since_utc AND h1.product_id BETWEEN @first AND @last
  LEFT JOIN hist.product_seen AS g1 ON g1.product_id = m.product_id AND g1.since_utc = m.since_utc AND g1.is_first = CAST(0 AS bit) AND g1.product_id BETWEEN @first AND @last
), states AS (
  SELECT m.product_id, m.since_utc, m.at_1, m.seen_1, h1.category AS category, h1.brand AS brand, h1.list_price AS list_price, CASE WHEN g1.is_deleted = CAST(1 AS bit) THEN CAST(1 AS bit) ELSE h1.is_deleted END AS is_deleted
  FROM moments AS m
  LEFT JOIN hist.product AS h1 ON h1.product_id = m.product_id AND h1.since_utc = m.at_1 AND h1.product_id BETWEEN @first AND @last
  LEFT JOIN hist.product_seen AS g1 ON g1.product_id = m.product_id AND g1.since_utc = m.seen_1 AND g1.is_first = CAST(0 AS bit) AND g1.product_id BETWEEN @first AND @last
), states_before AS (
  SELECT m.product_id, m.since_utc, m.at_1, m.seen_1, m.category, m.brand, m.list_price, m.is_deleted,
    LAG(m.since_utc) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_utc,
    LAG(m.category) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_category,
    LAG(m.brand) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_brand,
    LAG(m.list_price) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_list_price,
    LAG(m.is_deleted) OVER (PARTITION BY m.product_id ORDER BY m.since_utc) AS previous_is_deleted
  FROM states AS m
), starts AS (
  SELECT m.product_id, m.since_utc, m.at_1, m.seen_1,
    CASE WHEN m.previous_utc IS NULL OR m.category <> m.previous_category OR (m.category IS NULL AND m.previous_category IS NOT NULL) OR (m.category IS NOT NULL AND m.previous_category IS NULL)
      OR m.brand <> m.previous_brand OR (m.brand IS NULL AND m.previous_brand IS NOT NULL) OR (m.brand IS NOT NULL AND m.previous_brand IS NULL)
      OR m.list_price <> m.previous_list_price OR (m.list_price IS NULL AND m.previous_list_price IS NOT NULL) OR (m.list_price IS NOT NULL AND m.previous_list_price IS NULL)
      OR m.is_deleted <> m.previous_is_deleted THEN 1 ELSE 0 END AS is_start
  FROM states_before AS m
), numbered AS (
  SELECT m.product_id, m.since_utc, m.at_1, m.seen_1,
    SUM(m.is_start) OVER (PARTITION BY m.product_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS m
), runs AS (
  SELECT m.product_id, m.version_number, MIN(m.since_utc) AS since_utc,
    MAX(m.at_1) AS at_1, MAX(m.seen_1) AS seen_1, MIN(d.since_utc) AS keyed_utc
  FROM numbered AS m
  LEFT JOIN dim.product AS d ON d.product_id = m.product_id AND d.since_utc = m.since_utc AND d.product_id BETWEEN @first AND @last
  GROUP BY m.product_id, m.version_number
)
INSERT INTO stg.product_span WITH (TABLOCK) (product_id, since_utc, product_key, valid_from_utc, next_utc, new_number, at_1, seen_1, newest_at_1, newest_seen_1)
SELECT r.product_id, r.since_utc, COALESCE(d.product_key, i.product_key),
  CASE WHEN r.version_number = 1 THEN CAST('1900-01-01 00:00:00.000' AS datetime2(3)) ELSE r.since_utc END AS valid_from_utc,
  LEAD(r.since_utc) OVER (PARTITION BY r.product_id ORDER BY r.version_number) AS next_utc,
  o.last_number + SUM(CASE WHEN COALESCE(d.product_key, i.product_key) IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY r.product_id, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number,
  r.at_1,
  r.seen_1,
  MAX(r.at_1) OVER (PARTITION BY r.product_id) AS newest_at_1,
  MAX(r.seen_1) OVER (PARTITION BY r.product_id) AS newest_seen_1
FROM runs AS r
CROSS JOIN (SELECT COALESCE(MAX(new_number), 0) AS last_number FROM stg.product_span) AS o
LEFT JOIN dim.product AS d ON d.product_id = r.product_id AND d.since_utc = r.keyed_utc AND d.product_id BETWEEN @first AND @last
LEFT JOIN dim.product AS i ON i.product_id = r.product_id AND i.is_inferred = 1 AND i.since_utc IS NULL AND r.version_number = 1 AND i.product_id BETWEEN @first AND @last;

-- tell versions of dim.product
INSERT INTO stg.product_version WITH (TABLOCK) (product_key, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, is_deleted, since_utc, product_last_utc, valid_from_utc, valid_to_utc, is_current, is_inferred, is_new)
SELECT COALESCE(s.product_key, m.max_key + s.new_number), s.product_id,
  n1.product_name, l1.category, l1.brand, l1.list_price, n1.weight_g, n1.length_cm, n1.height_cm, n1.width_cm, n1.changed_at_utc, CASE WHEN lg1.is_deleted = CAST(1 AS bit) THEN CAST(1 AS bit) ELSE COALESCE(l1.is_deleted, CAST(0 AS bit)) END,
  s.since_utc, s.at_1, s.valid_from_utc, COALESCE(s.next_utc, CAST('9999-12-31 00:00:00.000' AS datetime2(3))),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.at_1 IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.product_key IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM stg.product_span AS s
INNER JOIN hist.product AS l1 ON l1.product_id = s.product_id AND l1.since_utc = s.at_1 AND l1.product_id BETWEEN @first AND @last
INNER JOIN hist.product AS n1 ON n1.product_id = s.product_id AND n1.since_utc = s.newest_at_1 AND n1.product_id BETWEEN @first AND @last
LEFT JOIN hist.product_seen AS lg1 ON lg1.product_id = s.product_id AND lg1.since_utc = s.seen_1 AND lg1.product_id BETWEEN @first AND @last
LEFT JOIN hist.product_seen AS ng1 ON ng1.product_id = s.product_id AND ng1.since_utc = s.newest_seen_1 AND ng1.product_id BETWEEN @first AND @last
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(product_key) AS last_key FROM dim.product WHERE product_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'product'
  ) AS k
) AS m
WHERE s.product_id BETWEEN @first AND @last;

-- remember members of product, all being read again
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT h.product_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM hist.product AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.product_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = CAST(1 AS bit)
  WHERE s.product_id = h.product_id
)
GROUP BY h.product_id;

-- what a file of product lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
WHERE l.is_deleted = CAST(0 AS bit);

-- delete members of product, all being read again
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT l.product_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL;

-- let members of product return, all being read again
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT f.product_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
INNER JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.product_id = f.product_id
WHERE l.is_deleted = CAST(1 AS bit);

-- remember new members of product, all being read again
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT f.product_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
WHERE NOT EXISTS (SELECT 1 FROM hist.product_seen AS p WHERE p.product_id = f.product_id AND p.run_id = @run_id);

-- copy presence of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first, @run_id
FROM hist.product_seen AS p;

-- copy presence of replayed product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first, @run_id
FROM hist.product_seen AS p
WHERE EXISTS (SELECT 1 FROM stg.product_row AS s WHERE s.product_id = p.product_id);

-- end what is deleted of product at the next whole file
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT w.product_id, MIN(c.as_of_utc), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT l.product_id
  FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w
LEFT JOIN (
  SELECT q.product_id, MIN(q.since_utc) AS next_utc
  FROM hist.product_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.product_id
) AS n ON n.product_id = w.product_id
INNER JOIN ops.complete_file AS c ON c.entity = 'product' AND c.verdict = 'whole' AND c.as_of_utc > CAST(@as_of AS datetime2(3))
  AND (n.next_utc IS NULL OR c.as_of_utc < n.next_utc)
WHERE NOT EXISTS (
    SELECT 1 FROM ops.complete_file AS x
    WHERE x.source_id = c.source_id AND x.batch_id > c.batch_id AND x.verdict IS NOT NULL
  )
GROUP BY w.product_id;

-- join what is deleted of product with what follows
DELETE FROM hist.product_seen
WHERE run_id = @run_id AND is_deleted = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM (
  SELECT l.product_id
  FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w
    INNER JOIN (
  SELECT q.product_id, MIN(q.since_utc) AS next_utc
  FROM hist.product_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.product_id
) AS n ON n.product_id = w.product_id
    WHERE w.product_id = hist.product_seen.product_id AND n.next_utc = hist.product_seen.since_utc
  );

-- undo what was not deleted of product
DELETE FROM hist.product_seen
WHERE run_id = @run_id AND since_utc = CAST(@as_of AS datetime2(3))
  AND EXISTS (SELECT 1 FROM (
  SELECT l.product_id
  FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w WHERE w.product_id = hist.product_seen.product_id);

-- say what is deleted of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT w.product_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT l.product_id
  FROM (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.product_id = l.product_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w;

-- end what is held of product at the next whole file
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT w.product_id, MIN(c.as_of_utc), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT f.product_id
  FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.product_id = f.product_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w
LEFT JOIN (
  SELECT q.product_id, MIN(q.since_utc) AS next_utc
  FROM hist.product_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.product_id
) AS n ON n.product_id = w.product_id
INNER JOIN ops.complete_file AS c ON c.entity = 'product' AND c.verdict = 'whole' AND c.as_of_utc > CAST(@as_of AS datetime2(3))
  AND (n.next_utc IS NULL OR c.as_of_utc < n.next_utc)
WHERE NOT EXISTS (
    SELECT 1 FROM ops.complete_file AS x
    WHERE x.source_id = c.source_id AND x.batch_id > c.batch_id AND x.verdict IS NOT NULL
  )
GROUP BY w.product_id;

-- join what is held of product with what follows
DELETE FROM hist.product_seen
WHERE run_id = @run_id AND is_deleted = CAST(0 AS bit)
  AND EXISTS (
    SELECT 1
    FROM (
  SELECT f.product_id
  FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.product_id = f.product_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w
    INNER JOIN (
  SELECT q.product_id, MIN(q.since_utc) AS next_utc
  FROM hist.product_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.product_id
) AS n ON n.product_id = w.product_id
    WHERE w.product_id = hist.product_seen.product_id AND n.next_utc = hist.product_seen.since_utc
  );

-- undo what was not held of product
DELETE FROM hist.product_seen
WHERE run_id = @run_id AND since_utc = CAST(@as_of AS datetime2(3))
  AND EXISTS (SELECT 1 FROM (
  SELECT f.product_id
  FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.product_id = f.product_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w WHERE w.product_id = hist.product_seen.product_id);

-- say what is held of product
INSERT INTO hist.product_seen (product_id, since_utc, is_deleted, is_first, run_id)
SELECT w.product_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT f.product_id
  FROM (
  SELECT DISTINCT s.product_id, 1 AS is_held
  FROM stg.product_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.product_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.product_seen AS p
  INNER JOIN (
    SELECT q.product_id, MAX(q.since_utc) AS last_utc
    FROM hist.product_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.product_id
  ) AS m ON m.product_id = p.product_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.product_id = f.product_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w;

-- mark what is the first of product
UPDATE hist.product_seen
SET is_first = CAST(1 AS bit)
WHERE run_id = @run_id AND is_first = CAST(0 AS bit) AND NOT EXISTS (
    SELECT 1 FROM hist.product_seen AS p WHERE p.run_id = @run_id AND p.product_id = hist.product_seen.product_id AND p.since_utc < hist.product_seen.since_utc
  );

-- mark what is not the first of product
UPDATE hist.product_seen
SET is_first = CAST(0 AS bit)
WHERE run_id = @run_id AND is_first = CAST(1 AS bit) AND EXISTS (
    SELECT 1 FROM hist.product_seen AS p WHERE p.run_id = @run_id AND p.product_id = hist.product_seen.product_id AND p.since_utc < hist.product_seen.since_utc
  );

-- count what is new of product
SELECT n.since_utc, n.is_deleted, COUNT(*) AS key_count
FROM hist.product_seen AS n
WHERE n.run_id = @run_id AND n.is_first = CAST(0 AS bit)
  AND NOT EXISTS (SELECT 1 FROM hist.product_seen AS o WHERE o.run_id <> @run_id AND o.product_id = n.product_id AND o.since_utc = n.since_utc AND o.is_deleted = n.is_deleted AND o.is_first = n.is_first)
GROUP BY n.since_utc, n.is_deleted;

-- forget what was said otherwise of product
DELETE FROM hist.product_seen
WHERE run_id <> @run_id
  AND EXISTS (
    SELECT 1
    FROM hist.product_seen AS o
    WHERE o.run_id <> @run_id AND o.product_id = hist.product_seen.product_id
      AND EXISTS (SELECT 1 FROM hist.product_seen AS n WHERE n.run_id = @run_id AND n.product_id = o.product_id)
      AND NOT EXISTS (SELECT 1 FROM hist.product_seen AS n WHERE n.run_id = @run_id AND n.product_id = o.product_id AND n.since_utc = o.since_utc AND n.is_deleted = o.is_deleted AND n.is_first = o.is_first)
  );

-- forget what was said again of product
DELETE FROM hist.product_seen
WHERE run_id = @run_id
  AND EXISTS (SELECT 1 FROM hist.product_seen AS o WHERE o.run_id <> @run_id AND o.product_id = hist.product_seen.product_id AND o.since_utc = hist.product_seen.since_utc AND o.is_deleted = hist.product_seen.is_deleted AND o.is_first = hist.product_seen.is_first);
