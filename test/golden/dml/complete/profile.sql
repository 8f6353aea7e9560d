-- remember members of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT h.customer_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), MIN(h.run_id)
FROM hist.profile AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.profile_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = CAST(1 AS bit)
  WHERE s.customer_id = h.customer_id
)
GROUP BY h.customer_id;

-- what a file of profile lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc
) AS l
LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
WHERE l.is_deleted = CAST(0 AS bit);

-- delete members of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT l.customer_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc
) AS l
LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL;

-- let members of profile return
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT f.customer_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
INNER JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3))
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc
) AS l ON l.customer_id = f.customer_id
WHERE l.is_deleted = CAST(1 AS bit);

-- remember new members of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT f.customer_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
WHERE NOT EXISTS (SELECT 1 FROM hist.profile_seen AS p WHERE p.customer_id = f.customer_id);

-- find the parts, each from @first to @last, to find spans of dim.customer
SELECT MIN(p.customer_id) AS first_key, MAX(p.customer_id) AS last_key
FROM (
  SELECT k.customer_id, DENSE_RANK() OVER (ORDER BY k.customer_id) - 1 AS place
  FROM (
  SELECT DISTINCT h.customer_id FROM hist.customer AS h WHERE h.run_id = @run_id
  UNION
  SELECT DISTINCT h.customer_id FROM hist.customer_seen AS h WHERE h.run_id = @run_id
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile AS h WHERE h.run_id = @run_id
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile_seen AS h WHERE h.run_id = @run_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_key;

-- find spans of dim.customer
WITH touched AS (
  SELECT DISTINCT h.customer_id FROM hist.customer AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT DISTINCT h.customer_id FROM hist.customer_seen AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT DISTINCT h.customer_id FROM hist.profile_seen AS h WHERE h.run_id = @run_id AND h.customer_id BETWEEN @first AND @last
), told AS (
  SELECT h.customer_id, h.since_utc FROM hist.customer AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT h.customer_id, h.since_utc FROM hist.customer_seen AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last WHERE h.is_first = CAST(0 AS bit)
  UNION
  SELECT h.customer_id, h.since_utc FROM hist.profile AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last
  UNION
  SELECT h.customer_id, h.since_utc FROM hist.profile_seen AS h INNER JOIN touched AS t ON t.customer_id = h.customer_id AND h.customer_id BETWEEN @first AND @last WHERE h.is_first = CAST(0 AS bit)
), moments AS (
  SELECT m.customer_id, m.since_utc,
    COALESCE(MAX(h1.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h1.since_utc) OVER (PARTITION BY m.customer_id)) AS at_1,
    MAX(g1.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS seen_1,
    COALESCE(MAX(h2.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING),
      MIN(h2.since_utc) OVER (PARTITION BY m.customer_id)) AS at_2,
    MAX(g2.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS seen_2
  FROM told AS m
  LEFT JOIN hist.customer AS h1 ON h1.customer_id = m.customer_id AND h1.since_utc = m.since_utc AND h1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.customer_seen AS g1 ON g1.customer_id = m.customer_id AND g1.since_utc = m.since_utc AND g1.is_first = CAST(0 AS bit) AND g1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile AS h2 ON h2.customer_id = m.customer_id AND h2.since_utc = m.since_utc AND h2.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile_seen AS g2 ON g2.customer_id = m.customer_id AND g2.since_utc = m.since_utc AND g2.is_first = CAST(0 AS bit) AND g2.customer_id BETWEEN @first AND @last
), states AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.seen_1, m.at_2, m.seen_2, h1.country AS country, h1.city AS city, CASE WHEN g2.is_deleted = CAST(1 AS bit) THEN NULL ELSE h2.segment END AS segment, CASE WHEN g1.is_deleted = CAST(1 AS bit) THEN CAST(1 AS bit) ELSE h1.is_deleted END AS is_deleted
  FROM moments AS m
  LEFT JOIN hist.customer AS h1 ON h1.customer_id = m.customer_id AND h1.since_utc = m.at_1 AND h1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.customer_seen AS g1 ON g1.customer_id = m.customer_id AND g1.since_utc = m.seen_1 AND g1.is_first = CAST(0 AS bit) AND g1.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile AS h2 ON h2.customer_id = m.customer_id AND h2.since_utc = m.at_2 AND h2.customer_id BETWEEN @first AND @last
  LEFT JOIN hist.profile_seen AS g2 ON g2.customer_id = m.customer_id AND g2.since_utc = m.seen_2 AND g2.is_first = CAST(0 AS bit) AND g2.customer_id BETWEEN @first AND @last
), states_before AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.seen_1, m.at_2, m.seen_2, m.country, m.city, m.segment, m.is_deleted,
    LAG(m.since_utc) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_utc,
    LAG(m.country) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_country,
    LAG(m.city) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_city,
    LAG(m.segment) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_segment,
    LAG(m.is_deleted) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc) AS previous_is_deleted
  FROM states AS m
), starts AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.seen_1, m.at_2, m.seen_2,
    CASE WHEN m.previous_utc IS NULL OR m.country <> m.previous_country OR (m.country IS NULL AND m.previous_country IS NOT NULL) OR (m.country IS NOT NULL AND m.previous_country IS NULL)
      OR m.city <> m.previous_city OR (m.city IS NULL AND m.previous_city IS NOT NULL) OR (m.city IS NOT NULL AND m.previous_city IS NULL)
      OR m.segment <> m.previous_segment OR (m.segment IS NULL AND m.previous_segment IS NOT NULL) OR (m.segment IS NOT NULL AND m.previous_segment IS NULL)
      OR m.is_deleted <> m.previous_is_deleted OR (m.is_deleted IS NULL AND m.previous_is_deleted IS NOT NULL) OR (m.is_deleted IS NOT NULL AND m.previous_is_deleted IS NULL) THEN 1 ELSE 0 END AS is_start
  FROM states_before AS m
), numbered AS (
  SELECT m.customer_id, m.since_utc, m.at_1, m.seen_1, m.at_2, m.seen_2,
    SUM(m.is_start) OVER (PARTITION BY m.customer_id ORDER BY m.since_utc ROWS UNBOUNDED PRECEDING) AS version_number
  FROM starts AS m
), runs AS (
  SELECT m.customer_id, m.version_number, MIN(m.since_utc) AS since_utc,
    MAX(m.at_1) AS at_1, MAX(m.seen_1) AS seen_1, MAX(m.at_2) AS at_2, MAX(m.seen_2) AS seen_2, MIN(d.since_utc) AS keyed_utc
  FROM numbered AS m
  LEFT JOIN dim.customer AS d ON d.customer_id = m.customer_id AND d.since_utc = m.since_utc AND d.customer_id BETWEEN @first AND @last
  GROUP BY m.customer_id, m.version_number
)
INSERT INTO stg.customer_span WITH (TABLOCK) (customer_id, since_utc, customer_key, valid_from_utc, next_utc, new_number, at_1, seen_1, at_2, seen_2, newest_at_1, newest_seen_1, newest_at_2, newest_seen_2)
SELECT r.customer_id, r.since_utc, COALESCE(d.customer_key, i.customer_key),
  CASE WHEN r.version_number = 1 THEN CAST('1900-01-01 00:00:00.000' AS datetime2(3)) ELSE r.since_utc END AS valid_from_utc,
  LEAD(r.since_utc) OVER (PARTITION BY r.customer_id ORDER BY r.version_number) AS next_utc,
  o.last_number + SUM(CASE WHEN COALESCE(d.customer_key, i.customer_key) IS NULL THEN 1 ELSE 0 END) OVER (ORDER BY r.customer_id, r.version_number ROWS UNBOUNDED PRECEDING) AS new_number,
  r.at_1,
  r.seen_1,
  r.at_2,
  r.seen_2,
  MAX(r.at_1) OVER (PARTITION BY r.customer_id) AS newest_at_1,
  MAX(r.seen_1) OVER (PARTITION BY r.customer_id) AS newest_seen_1,
  MAX(r.at_2) OVER (PARTITION BY r.customer_id) AS newest_at_2,
  MAX(r.seen_2) OVER (PARTITION BY r.customer_id) AS newest_seen_2
FROM runs AS r
CROSS JOIN (SELECT COALESCE(MAX(new_number), 0) AS last_number FROM stg.customer_span) AS o
LEFT JOIN dim.customer AS d ON d.customer_id = r.customer_id AND d.since_utc = r.keyed_utc AND d.customer_id BETWEEN @first AND @last
LEFT JOIN dim.customer AS i ON i.customer_id = r.customer_id AND i.is_inferred = 1 AND i.since_utc IS NULL AND r.version_number = 1 AND i.customer_id BETWEEN @first AND @last;

-- tell versions of dim.customer
INSERT INTO stg.customer_version WITH (TABLOCK) (customer_key, customer_id, subscribed_date, country, country_code, postal_code, city, gender, age, geography_key, changed_at_utc, segment, preferred_language, loyalty_points, is_deleted, since_utc, customer_last_utc, profile_last_utc, valid_from_utc, valid_to_utc, is_current, is_inferred, is_new)
SELECT COALESCE(s.customer_key, m.max_key + s.new_number), s.customer_id,
  n1.subscribed_date, l1.country, l1.country_code, l1.postal_code, l1.city, n1.gender, n1.age, COALESCE(l1.geography_key, -1), n1.changed_at_utc, CASE WHEN lg2.is_deleted = CAST(1 AS bit) THEN NULL ELSE l2.segment END, CASE WHEN ng2.is_deleted = CAST(1 AS bit) THEN NULL ELSE n2.preferred_language END, CASE WHEN ng2.is_deleted = CAST(1 AS bit) THEN NULL ELSE n2.loyalty_points END, CASE WHEN lg1.is_deleted = CAST(1 AS bit) THEN CAST(1 AS bit) ELSE COALESCE(l1.is_deleted, CAST(0 AS bit)) END,
  s.since_utc, s.at_1, s.at_2, s.valid_from_utc, COALESCE(s.next_utc, CAST('9999-12-31 00:00:00.000' AS datetime2(3))),
  CASE WHEN s.next_utc IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.at_1 IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END,
  CASE WHEN s.customer_key IS NULL THEN CAST(1 AS bit) ELSE CAST(0 AS bit) END
FROM stg.customer_span AS s
LEFT JOIN hist.customer AS l1 ON l1.customer_id = s.customer_id AND l1.since_utc = s.at_1 AND l1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.customer AS n1 ON n1.customer_id = s.customer_id AND n1.since_utc = s.newest_at_1 AND n1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.customer_seen AS lg1 ON lg1.customer_id = s.customer_id AND lg1.since_utc = s.seen_1 AND lg1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.customer_seen AS ng1 ON ng1.customer_id = s.customer_id AND ng1.since_utc = s.newest_seen_1 AND ng1.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile AS l2 ON l2.customer_id = s.customer_id AND l2.since_utc = s.at_2 AND l2.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile AS n2 ON n2.customer_id = s.customer_id AND n2.since_utc = s.newest_at_2 AND n2.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile_seen AS lg2 ON lg2.customer_id = s.customer_id AND lg2.since_utc = s.seen_2 AND lg2.customer_id BETWEEN @first AND @last
LEFT JOIN hist.profile_seen AS ng2 ON ng2.customer_id = s.customer_id AND ng2.since_utc = s.newest_seen_2 AND ng2.customer_id BETWEEN @first AND @last
CROSS JOIN (
  SELECT COALESCE(MAX(k.last_key), 0) AS max_key
  FROM (
    SELECT MAX(customer_key) AS last_key FROM dim.customer WHERE customer_key > 0
    UNION ALL
    SELECT last_key FROM ops.given_key WHERE dimension = 'customer'
  ) AS k
) AS m
WHERE s.customer_id BETWEEN @first AND @last;

-- remember members of profile, all being read again
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT h.customer_id, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM hist.profile AS h
WHERE NOT EXISTS (
  SELECT 1
  FROM stg.profile_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND c.is_known = CAST(1 AS bit)
  WHERE s.customer_id = h.customer_id
)
GROUP BY h.customer_id;

-- what a file of profile lacks, all being read again
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
WHERE l.is_deleted = CAST(0 AS bit);

-- delete members of profile, all being read again
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT l.customer_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL;

-- let members of profile return, all being read again
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT f.customer_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
INNER JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.customer_id = f.customer_id
WHERE l.is_deleted = CAST(1 AS bit);

-- remember new members of profile, all being read again
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT f.customer_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
WHERE NOT EXISTS (SELECT 1 FROM hist.profile_seen AS p WHERE p.customer_id = f.customer_id AND p.run_id = @run_id);

-- copy presence of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first, @run_id
FROM hist.profile_seen AS p;

-- copy presence of replayed profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first, @run_id
FROM hist.profile_seen AS p
WHERE EXISTS (SELECT 1 FROM stg.profile_row AS s WHERE s.customer_id = p.customer_id);

-- end what is deleted of profile at the next whole file
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT w.customer_id, MIN(c.as_of_utc), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT l.customer_id
  FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w
LEFT JOIN (
  SELECT q.customer_id, MIN(q.since_utc) AS next_utc
  FROM hist.profile_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.customer_id
) AS n ON n.customer_id = w.customer_id
INNER JOIN ops.complete_file AS c ON c.entity = 'profile' AND c.verdict = 'whole' AND c.as_of_utc > CAST(@as_of AS datetime2(3))
  AND (n.next_utc IS NULL OR c.as_of_utc < n.next_utc)
WHERE NOT EXISTS (
    SELECT 1 FROM ops.complete_file AS x
    WHERE x.source_id = c.source_id AND x.batch_id > c.batch_id AND x.verdict IS NOT NULL
  )
GROUP BY w.customer_id;

-- join what is deleted of profile with what follows
DELETE FROM hist.profile_seen
WHERE run_id = @run_id AND is_deleted = CAST(1 AS bit)
  AND EXISTS (
    SELECT 1
    FROM (
  SELECT l.customer_id
  FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w
    INNER JOIN (
  SELECT q.customer_id, MIN(q.since_utc) AS next_utc
  FROM hist.profile_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.customer_id
) AS n ON n.customer_id = w.customer_id
    WHERE w.customer_id = hist.profile_seen.customer_id AND n.next_utc = hist.profile_seen.since_utc
  );

-- undo what was not deleted of profile
DELETE FROM hist.profile_seen
WHERE run_id = @run_id AND since_utc = CAST(@as_of AS datetime2(3))
  AND EXISTS (SELECT 1 FROM (
  SELECT l.customer_id
  FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w WHERE w.customer_id = hist.profile_seen.customer_id);

-- say what is deleted of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT w.customer_id, CAST(@as_of AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT l.customer_id
  FROM (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l
  LEFT JOIN (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.customer_id = l.customer_id
  WHERE l.is_deleted = CAST(0 AS bit) AND f.is_held IS NULL AND (l.is_first = CAST(0 AS bit) OR l.since_utc < CAST(@as_of AS datetime2(3)))
) AS w;

-- end what is held of profile at the next whole file
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT w.customer_id, MIN(c.as_of_utc), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT f.customer_id
  FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.customer_id = f.customer_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w
LEFT JOIN (
  SELECT q.customer_id, MIN(q.since_utc) AS next_utc
  FROM hist.profile_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.customer_id
) AS n ON n.customer_id = w.customer_id
INNER JOIN ops.complete_file AS c ON c.entity = 'profile' AND c.verdict = 'whole' AND c.as_of_utc > CAST(@as_of AS datetime2(3))
  AND (n.next_utc IS NULL OR c.as_of_utc < n.next_utc)
WHERE NOT EXISTS (
    SELECT 1 FROM ops.complete_file AS x
    WHERE x.source_id = c.source_id AND x.batch_id > c.batch_id AND x.verdict IS NOT NULL
  )
GROUP BY w.customer_id;

-- join what is held of profile with what follows
DELETE FROM hist.profile_seen
WHERE run_id = @run_id AND is_deleted = CAST(0 AS bit)
  AND EXISTS (
    SELECT 1
    FROM (
  SELECT f.customer_id
  FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.customer_id = f.customer_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w
    INNER JOIN (
  SELECT q.customer_id, MIN(q.since_utc) AS next_utc
  FROM hist.profile_seen AS q
  WHERE q.since_utc > CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
  GROUP BY q.customer_id
) AS n ON n.customer_id = w.customer_id
    WHERE w.customer_id = hist.profile_seen.customer_id AND n.next_utc = hist.profile_seen.since_utc
  );

-- undo what was not held of profile
DELETE FROM hist.profile_seen
WHERE run_id = @run_id AND since_utc = CAST(@as_of AS datetime2(3))
  AND EXISTS (SELECT 1 FROM (
  SELECT f.customer_id
  FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.customer_id = f.customer_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w WHERE w.customer_id = hist.profile_seen.customer_id);

-- say what is held of profile
INSERT INTO hist.profile_seen (customer_id, since_utc, is_deleted, is_first, run_id)
SELECT w.customer_id, CAST(@as_of AS datetime2(3)), CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM (
  SELECT f.customer_id
  FROM (
  SELECT DISTINCT s.customer_id, 1 AS is_held
  FROM stg.profile_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f
  LEFT JOIN (
  SELECT p.customer_id, p.since_utc, p.is_deleted, p.is_first
  FROM hist.profile_seen AS p
  INNER JOIN (
    SELECT q.customer_id, MAX(q.since_utc) AS last_utc
    FROM hist.profile_seen AS q
    WHERE q.since_utc <= CAST(@as_of AS datetime2(3)) AND q.run_id = @run_id
    GROUP BY q.customer_id
  ) AS m ON m.customer_id = p.customer_id AND m.last_utc = p.since_utc AND p.run_id = @run_id
) AS l ON l.customer_id = f.customer_id
  WHERE l.is_deleted IS NULL OR l.is_deleted = CAST(1 AS bit)
) AS w;

-- mark what is the first of profile
UPDATE hist.profile_seen
SET is_first = CAST(1 AS bit)
WHERE run_id = @run_id AND is_first = CAST(0 AS bit) AND NOT EXISTS (
    SELECT 1 FROM hist.profile_seen AS p WHERE p.run_id = @run_id AND p.customer_id = hist.profile_seen.customer_id AND p.since_utc < hist.profile_seen.since_utc
  );

-- mark what is not the first of profile
UPDATE hist.profile_seen
SET is_first = CAST(0 AS bit)
WHERE run_id = @run_id AND is_first = CAST(1 AS bit) AND EXISTS (
    SELECT 1 FROM hist.profile_seen AS p WHERE p.run_id = @run_id AND p.customer_id = hist.profile_seen.customer_id AND p.since_utc < hist.profile_seen.since_utc
  );

-- count what is new of profile
SELECT n.since_utc, n.is_deleted, COUNT(*) AS key_count
FROM hist.profile_seen AS n
WHERE n.run_id = @run_id AND n.is_first = CAST(0 AS bit)
  AND NOT EXISTS (SELECT 1 FROM hist.profile_seen AS o WHERE o.run_id <> @run_id AND o.customer_id = n.customer_id AND o.since_utc = n.since_utc AND o.is_deleted = n.is_deleted AND o.is_first = n.is_first)
GROUP BY n.since_utc, n.is_deleted;

-- forget what was said otherwise of profile
DELETE FROM hist.profile_seen
WHERE run_id <> @run_id
  AND EXISTS (
    SELECT 1
    FROM hist.profile_seen AS o
    WHERE o.run_id <> @run_id AND o.customer_id = hist.profile_seen.customer_id
      AND EXISTS (SELECT 1 FROM hist.profile_seen AS n WHERE n.run_id = @run_id AND n.customer_id = o.customer_id)
      AND NOT EXISTS (SELECT 1 FROM hist.profile_seen AS n WHERE n.run_id = @run_id AND n.customer_id = o.customer_id AND n.since_utc = o.since_utc AND n.is_deleted = o.is_deleted AND n.is_first = o.is_first)
  );

-- forget what was said again of profile
DELETE FROM hist.profile_seen
WHERE run_id = @run_id
  AND EXISTS (SELECT 1 FROM hist.profile_seen AS o WHERE o.run_id <> @run_id AND o.customer_id = hist.profile_seen.customer_id AND o.since_utc = hist.profile_seen.since_utc AND o.is_deleted = hist.profile_seen.is_deleted AND o.is_first = hist.profile_seen.is_first);
