-- drop stray rows of seller
DELETE FROM stg.seller_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.seller_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of seller
WITH repeated AS (
  SELECT seller_id
  FROM stg.seller_row
  GROUP BY seller_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.seller_id, s.seller_name, s.country, s.country_code, s.postal_code, s.city, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.seller_id, s.seller_name, s.country, s.country_code, s.postal_code, s.city, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.seller_row AS s
  INNER JOIN repeated AS r ON r.seller_id = s.seller_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.seller_id, c.seller_name, c.country, c.country_code, c.postal_code, c.city, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.seller_id ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.seller_id = c.seller_id AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- infer members of geography from seller
INSERT INTO dim.geography (geography_key, country, postal_code, city, is_deleted, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY n.country, n.postal_code, n.city),
  n.country, n.postal_code, n.city, CAST(0 AS bit), CAST(1 AS bit), @run_id
FROM (
  SELECT DISTINCT COALESCE(s.country, '') AS country, COALESCE(s.postal_code, '') AS postal_code, COALESCE(s.city, '') AS city
  FROM stg.seller_row AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
  WHERE (c.row_class IS NULL OR c.row_class NOT IN ('waiting', 'duplicate')) AND (s.country IS NOT NULL OR s.postal_code IS NOT NULL OR s.city IS NOT NULL)
) AS n
CROSS JOIN (SELECT COALESCE(MAX(geography_key), 0) AS max_key FROM dim.geography WHERE geography_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.geography AS d WHERE d.country = n.country AND d.postal_code = n.postal_code AND d.city = n.city);

-- find the parts, each from @first to @last, to make seller ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.seller_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make seller ready
INSERT INTO stg.seller_ready WITH (TABLOCK) (batch_id, row_id, row_class, seller_id, seller_name, country, country_code, postal_code, city, geography_key, changed_at_utc)
SELECT s.batch_id, s.row_id, 'inserted',
  s.seller_id,
  s.seller_name AS seller_name,
  s.country AS country,
  s.country_code AS country_code,
  s.postal_code AS postal_code,
  s.city AS city,
  COALESCE(d_geography_key.geography_key, -1) AS geography_key,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.seller_id, r.seller_name, r.country, r.country_code, r.postal_code, r.city, r.changed_at_utc
  FROM stg.seller_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
LEFT JOIN dim.geography AS d_geography_key ON d_geography_key.country = COALESCE(s.country, '') AND d_geography_key.postal_code = COALESCE(s.postal_code, '') AND d_geography_key.city = COALESCE(s.city, '')
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of seller were overtaken
UPDATE stg.seller_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.seller_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'seller' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = REPLACE(REPLACE(s.seller_id, '~', '~~'), '|', '~p') AND (q.changed_at_utc = s.changed_at_utc OR (q.changed_at_utc IS NULL AND s.changed_at_utc IS NULL))
) AS m
WHERE m.batch_id = stg.seller_ready.batch_id AND m.row_id = stg.seller_ready.row_id;

-- compare seller with what is stored
UPDATE stg.seller_ready
SET row_class = CASE
    WHEN (stg.seller_ready.changed_at_utc < t.changed_at_utc OR (stg.seller_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN t.is_inferred = 1 THEN 'updated'
    WHEN stg.seller_ready.seller_name <> t.seller_name OR (stg.seller_ready.seller_name IS NULL AND t.seller_name IS NOT NULL) OR (stg.seller_ready.seller_name IS NOT NULL AND t.seller_name IS NULL)
    OR stg.seller_ready.country <> t.country OR (stg.seller_ready.country IS NULL AND t.country IS NOT NULL) OR (stg.seller_ready.country IS NOT NULL AND t.country IS NULL)
    OR stg.seller_ready.country_code <> t.country_code OR (stg.seller_ready.country_code IS NULL AND t.country_code IS NOT NULL) OR (stg.seller_ready.country_code IS NOT NULL AND t.country_code IS NULL)
    OR stg.seller_ready.postal_code <> t.postal_code OR (stg.seller_ready.postal_code IS NULL AND t.postal_code IS NOT NULL) OR (stg.seller_ready.postal_code IS NOT NULL AND t.postal_code IS NULL)
    OR stg.seller_ready.city <> t.city OR (stg.seller_ready.city IS NULL AND t.city IS NOT NULL) OR (stg.seller_ready.city IS NOT NULL AND t.city IS NULL)
    OR stg.seller_ready.geography_key <> t.geography_key
    OR stg.seller_ready.changed_at_utc <> t.changed_at_utc OR (stg.seller_ready.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (stg.seller_ready.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN CASE WHEN stg.seller_ready.is_overtaken = 1 AND (stg.seller_ready.changed_at_utc = t.changed_at_utc OR stg.seller_ready.changed_at_utc IS NULL) AND t.is_inferred <> 1 THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM dim.seller AS t
WHERE t.seller_id = stg.seller_ready.seller_id;

-- spare what may be newer than seller
UPDATE stg.seller_ready
SET row_class = 'superseded'
FROM dim.seller AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'seller' AND status = 'published') AS l
  WHERE b.entity = 'seller' AND b.status = 'published'
) AS o
WHERE t.seller_id = stg.seller_ready.seller_id AND o.batch_id = stg.seller_ready.batch_id AND stg.seller_ready.row_class = 'updated'
  AND stg.seller_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND (stg.seller_ready.changed_at_utc = t.changed_at_utc OR stg.seller_ready.changed_at_utc IS NULL) AND t.is_inferred <> 1;

-- update dim.seller
UPDATE dim.seller
SET seller_name = r.seller_name,
  country = r.country,
  country_code = r.country_code,
  postal_code = r.postal_code,
  city = r.city,
  geography_key = r.geography_key,
  changed_at_utc = r.changed_at_utc,
  is_inferred = CAST(0 AS bit),
  run_id = @run_id
FROM (SELECT seller_id, seller_name, country, country_code, postal_code, city, geography_key, changed_at_utc FROM stg.seller_ready WHERE row_class = 'updated') AS r
WHERE r.seller_id = dim.seller.seller_id;

-- insert into dim.seller
INSERT INTO dim.seller (seller_key, seller_id, seller_name, country, country_code, postal_code, city, geography_key, changed_at_utc, is_inferred, is_deleted, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY r.seller_id), r.seller_id, r.seller_name, r.country, r.country_code, r.postal_code, r.city, r.geography_key, r.changed_at_utc, CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM stg.seller_ready AS r
CROSS JOIN (SELECT COALESCE(MAX(seller_key), 0) AS max_key FROM dim.seller WHERE seller_key > 0) AS m
WHERE r.row_class = 'inserted';

-- count the classes of seller
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.seller_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of seller
DELETE FROM stg.seller_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.seller_row.batch_id AND c.row_id = stg.seller_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of seller
DELETE FROM stg.seller_ready WITH (TABLOCK);
