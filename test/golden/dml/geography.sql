-- drop stray rows of geography
DELETE FROM stg.geography_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.geography_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of geography
WITH repeated AS (
  SELECT country, postal_code, city
  FROM stg.geography_row
  GROUP BY country, postal_code, city
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.country, s.country_code, s.postal_code, s.city, s.latitude, s.longitude,
    ROW_NUMBER() OVER (PARTITION BY s.country, s.country_code, s.postal_code, s.city, s.latitude, s.longitude ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.geography_row AS s
  INNER JOIN repeated AS r ON r.country = s.country AND r.postal_code = s.postal_code AND r.city = s.city
), ranked AS (
  SELECT c.batch_id, c.row_id, c.country, c.country_code, c.postal_code, c.city, c.latitude, c.longitude,
    ROW_NUMBER() OVER (PARTITION BY c.country, c.postal_code, c.city ORDER BY c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.country = c.country AND w.postal_code = c.postal_code AND w.city = c.city AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- find the parts, each from @first to @last, to make geography ready
SELECT MIN(p.row_id) AS first_row, MAX(p.row_id) AS last_row
FROM (
  SELECT k.row_id, SUM(CAST(k.row_count AS bigint)) OVER (ORDER BY k.row_id ROWS UNBOUNDED PRECEDING) - k.row_count AS place
  FROM (
    SELECT s.row_id, COUNT(*) AS row_count
    FROM stg.geography_row AS s
    GROUP BY s.row_id
  ) AS k
) AS p
GROUP BY p.place - p.place % NULLIF(CAST(@part_size AS bigint), 0)
ORDER BY first_row;

-- make geography ready
INSERT INTO stg.geography_ready WITH (TABLOCK) (batch_id, row_id, row_class, country, postal_code, city, country_code, latitude, longitude)
SELECT s.batch_id, s.row_id, 'inserted',
  s.country,
  s.postal_code,
  s.city,
  s.country_code AS country_code,
  s.latitude AS latitude,
  s.longitude AS longitude
FROM (
  SELECT r.batch_id, r.row_id, r.country, r.country_code, r.postal_code, r.city, CAST(r.latitude AS decimal(9, 6)) AS latitude, CAST(r.longitude AS decimal(9, 6)) AS longitude
  FROM stg.geography_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
WHERE c.row_id IS NULL AND s.row_id BETWEEN @first AND @last;

-- note which replayed rows of geography were overtaken
UPDATE stg.geography_ready
SET is_overtaken = m.is_overtaken
FROM (
  SELECT s.batch_id, s.row_id, COALESCE(q.is_overtaken, CAST(0 AS bit)) AS is_overtaken
  FROM ops.quarantine AS q
  INNER JOIN stg.geography_row AS s ON s.batch_id = q.batch_id AND s.source_id = q.source_id AND s.source_row = q.source_row
  WHERE q.entity = 'geography' AND q.status = 'replayed' AND (q.outcome IS NULL OR q.outcome = 'waiting')
    AND q.natural_key = CONCAT(REPLACE(REPLACE(s.country, '~', '~~'), '|', '~p'), '|', REPLACE(REPLACE(s.postal_code, '~', '~~'), '|', '~p'), '|', REPLACE(REPLACE(s.city, '~', '~~'), '|', '~p'))
) AS m
WHERE m.batch_id = stg.geography_ready.batch_id AND m.row_id = stg.geography_ready.row_id;

-- compare geography with what is stored
UPDATE stg.geography_ready
SET row_class = CASE
    WHEN t.is_inferred = 1 THEN 'updated'
    WHEN stg.geography_ready.country_code <> t.country_code OR (stg.geography_ready.country_code IS NULL AND t.country_code IS NOT NULL) OR (stg.geography_ready.country_code IS NOT NULL AND t.country_code IS NULL)
    OR stg.geography_ready.latitude <> t.latitude OR (stg.geography_ready.latitude IS NULL AND t.latitude IS NOT NULL) OR (stg.geography_ready.latitude IS NOT NULL AND t.latitude IS NULL)
    OR stg.geography_ready.longitude <> t.longitude OR (stg.geography_ready.longitude IS NULL AND t.longitude IS NOT NULL) OR (stg.geography_ready.longitude IS NOT NULL AND t.longitude IS NULL) THEN CASE WHEN stg.geography_ready.is_overtaken = 1 AND t.is_inferred <> 1 THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END
FROM dim.geography AS t
WHERE t.country = stg.geography_ready.country AND t.postal_code = stg.geography_ready.postal_code AND t.city = stg.geography_ready.city;

-- spare what may be newer than geography
UPDATE stg.geography_ready
SET row_class = 'superseded'
FROM dim.geography AS t
CROSS JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = 'geography' AND status = 'published') AS l
  WHERE b.entity = 'geography' AND b.status = 'published'
) AS o
WHERE t.country = stg.geography_ready.country AND t.postal_code = stg.geography_ready.postal_code AND t.city = stg.geography_ready.city AND o.batch_id = stg.geography_ready.batch_id AND stg.geography_ready.row_class = 'updated'
  AND stg.geography_ready.is_overtaken IS NULL AND (o.is_followed = 1 OR t.run_id >= o.run_id) AND t.is_inferred <> 1;

-- update dim.geography
UPDATE dim.geography
SET country_code = r.country_code,
  latitude = r.latitude,
  longitude = r.longitude,
  is_inferred = CAST(0 AS bit),
  run_id = @run_id
FROM (SELECT country, postal_code, city, country_code, latitude, longitude FROM stg.geography_ready WHERE row_class = 'updated') AS r
WHERE r.country = dim.geography.country AND r.postal_code = dim.geography.postal_code AND r.city = dim.geography.city;

-- insert into dim.geography
INSERT INTO dim.geography (geography_key, country, postal_code, city, country_code, latitude, longitude, is_inferred, is_deleted, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY r.country, r.postal_code, r.city), r.country, r.postal_code, r.city, r.country_code, r.latitude, r.longitude, CAST(0 AS bit), CAST(0 AS bit), @run_id
FROM stg.geography_ready AS r
CROSS JOIN (SELECT COALESCE(MAX(geography_key), 0) AS max_key FROM dim.geography WHERE geography_key > 0) AS m
WHERE r.row_class = 'inserted';

-- count the classes of geography
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.geography_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of geography
DELETE FROM stg.geography_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.geography_row.batch_id AND c.row_id = stg.geography_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of geography
DELETE FROM stg.geography_ready WITH (TABLOCK);
