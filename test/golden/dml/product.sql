-- drop stray rows of product
DELETE FROM stg.product_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM ops.batch AS b WHERE b.batch_id = stg.product_row.batch_id AND b.status IN ('staged', 'published')
);

-- settle repeated keys of product
WITH repeated AS (
  SELECT product_id
  FROM stg.product_row
  GROUP BY product_id
  HAVING COUNT(*) > 1
), candidates AS (
  SELECT s.batch_id, s.row_id, s.product_id, s.product_name, s.category, s.brand, s.list_price, s.weight_g, s.length_cm, s.height_cm, s.width_cm, s.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY s.product_id, s.product_name, s.category, s.brand, s.list_price, s.weight_g, s.length_cm, s.height_cm, s.width_cm, s.changed_at_utc ORDER BY s.batch_id DESC, s.row_id DESC) AS copy_number
  FROM stg.product_row AS s
  INNER JOIN repeated AS r ON r.product_id = s.product_id
), ranked AS (
  SELECT c.batch_id, c.row_id, c.product_id, c.product_name, c.category, c.brand, c.list_price, c.weight_g, c.length_cm, c.height_cm, c.width_cm, c.changed_at_utc,
    ROW_NUMBER() OVER (PARTITION BY c.product_id ORDER BY c.changed_at_utc DESC, c.batch_id DESC, c.row_id DESC) AS recency
  FROM candidates AS c
  WHERE c.copy_number = 1
)
INSERT INTO stg.row_class WITH (TABLOCK) (batch_id, row_id, row_class)
SELECT c.batch_id, c.row_id,
  CASE WHEN c.copy_number > 1 THEN 'duplicate' ELSE 'superseded' END
FROM candidates AS c
INNER JOIN ranked AS w ON w.product_id = c.product_id AND w.recency = 1
WHERE c.batch_id <> w.batch_id OR c.row_id <> w.row_id;

-- make product ready
INSERT INTO stg.product_ready WITH (TABLOCK) (batch_id, row_id, row_class, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc)
SELECT s.batch_id, s.row_id,
  CASE WHEN t.run_id IS NULL THEN 'inserted'
    WHEN (s.changed_at_utc < t.changed_at_utc OR (s.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL)) THEN 'superseded'
    WHEN t.is_inferred = 1 OR s.product_name <> t.product_name OR (s.product_name IS NULL AND t.product_name IS NOT NULL) OR (s.product_name IS NOT NULL AND t.product_name IS NULL)
    OR s.category <> t.category OR (s.category IS NULL AND t.category IS NOT NULL) OR (s.category IS NOT NULL AND t.category IS NULL)
    OR s.brand <> t.brand OR (s.brand IS NULL AND t.brand IS NOT NULL) OR (s.brand IS NOT NULL AND t.brand IS NULL)
    OR s.list_price <> t.list_price OR (s.list_price IS NULL AND t.list_price IS NOT NULL) OR (s.list_price IS NOT NULL AND t.list_price IS NULL)
    OR s.weight_g <> t.weight_g OR (s.weight_g IS NULL AND t.weight_g IS NOT NULL) OR (s.weight_g IS NOT NULL AND t.weight_g IS NULL)
    OR s.length_cm <> t.length_cm OR (s.length_cm IS NULL AND t.length_cm IS NOT NULL) OR (s.length_cm IS NOT NULL AND t.length_cm IS NULL)
    OR s.height_cm <> t.height_cm OR (s.height_cm IS NULL AND t.height_cm IS NOT NULL) OR (s.height_cm IS NOT NULL AND t.height_cm IS NULL)
    OR s.width_cm <> t.width_cm OR (s.width_cm IS NULL AND t.width_cm IS NOT NULL) OR (s.width_cm IS NOT NULL AND t.width_cm IS NULL)
    OR s.changed_at_utc <> t.changed_at_utc OR (s.changed_at_utc IS NULL AND t.changed_at_utc IS NOT NULL) OR (s.changed_at_utc IS NOT NULL AND t.changed_at_utc IS NULL) THEN 'updated'
    ELSE 'unchanged' END,
  s.product_id, s.product_name, s.category, s.brand, s.list_price, s.weight_g, s.length_cm, s.height_cm, s.width_cm, s.changed_at_utc
FROM (
SELECT s.batch_id, s.row_id,
  s.product_id,
  s.product_name AS product_name,
  s.category AS category,
  s.brand AS brand,
  s.list_price AS list_price,
  s.weight_g AS weight_g,
  s.length_cm AS length_cm,
  s.height_cm AS height_cm,
  s.width_cm AS width_cm,
  s.changed_at_utc AS changed_at_utc
FROM (
  SELECT r.batch_id, r.row_id, r.product_id, r.product_name, r.category, r.brand, CASE WHEN LEN(RTRIM(r.list_price)) <= 14 THEN CAST(CAST(r.list_price AS decimal(18, 4)) AS decimal(19, 4)) ELSE CAST(r.list_price AS decimal(19, 4)) END AS list_price, CAST(r.weight_g AS decimal(9, 2)) AS weight_g, CAST(r.length_cm AS decimal(9, 2)) AS length_cm, CAST(r.height_cm AS decimal(9, 2)) AS height_cm, CAST(r.width_cm AS decimal(9, 2)) AS width_cm, r.changed_at_utc
  FROM stg.product_row AS r
) AS s
LEFT JOIN stg.row_class AS c ON c.batch_id = s.batch_id AND c.row_id = s.row_id
WHERE c.row_id IS NULL
) AS s
LEFT JOIN dim.product AS t ON t.product_id = s.product_id AND t.is_current = 1;

-- update dim.product
UPDATE dim.product
SET product_name = r.product_name,
  category = r.category,
  brand = r.brand,
  list_price = r.list_price,
  weight_g = r.weight_g,
  length_cm = r.length_cm,
  height_cm = r.height_cm,
  width_cm = r.width_cm,
  changed_at_utc = r.changed_at_utc,
  is_inferred = CAST(0 AS bit),
  run_id = @run_id
FROM (SELECT product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc FROM stg.product_ready WHERE row_class = 'updated') AS r
WHERE r.product_id = dim.product.product_id
  AND dim.product.is_current = 1;

-- insert into dim.product
INSERT INTO dim.product (product_key, product_id, product_name, category, brand, list_price, weight_g, length_cm, height_cm, width_cm, changed_at_utc, valid_from_utc, valid_to_utc, is_current, is_inferred, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY r.product_id), r.product_id, r.product_name, r.category, r.brand, r.list_price, r.weight_g, r.length_cm, r.height_cm, r.width_cm, r.changed_at_utc, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), @run_id
FROM stg.product_ready AS r
CROSS JOIN (SELECT COALESCE(MAX(product_key), 0) AS max_key FROM dim.product WHERE product_key > 0) AS m
WHERE r.row_class = 'inserted';

-- count the classes of product
SELECT v.batch_id, v.row_class, COUNT(*) AS row_count
FROM (
  SELECT batch_id, row_class FROM stg.row_class
  UNION ALL
  SELECT batch_id, row_class FROM stg.product_ready
) AS v
GROUP BY v.batch_id, v.row_class;

-- forget published rows of product
DELETE FROM stg.product_row WITH (TABLOCK)
WHERE NOT EXISTS (
  SELECT 1 FROM stg.row_class AS c
  WHERE c.batch_id = stg.product_row.batch_id AND c.row_id = stg.product_row.row_id AND c.row_class = 'waiting'
);

-- forget settled rows
DELETE FROM stg.row_class WITH (TABLOCK);

-- forget ready rows of product
DELETE FROM stg.product_ready WITH (TABLOCK);
