-- no date in dim.date
INSERT INTO dim.date (date_key)
SELECT -1
WHERE NOT EXISTS (SELECT 1 FROM dim.date AS d WHERE d.date_key = -1);

-- unknown member of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT -1, '(unknown)', CAST(1 AS bit), 0, 0
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status_key = -1);

-- member 'created' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'created', CAST(1 AS bit), 1, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'created');

-- member 'approved' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'approved', CAST(1 AS bit), 2, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'approved');

-- member 'invoiced' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'invoiced', CAST(1 AS bit), 3, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'invoiced');

-- member 'processing' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'processing', CAST(1 AS bit), 4, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'processing');

-- member 'shipped' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'shipped', CAST(1 AS bit), 5, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'shipped');

-- member 'delivered' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'delivered', CAST(1 AS bit), 6, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'delivered');

-- member 'canceled' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'canceled', CAST(0 AS bit), 7, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'canceled');

-- member 'unavailable' of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + 1, 'unavailable', CAST(0 AS bit), 8, 0
FROM (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'unavailable');

-- unknown member of dim.payment_type
INSERT INTO dim.payment_type (payment_type_key, payment_type, run_id)
SELECT -1, '(unknown)', 0
WHERE NOT EXISTS (SELECT 1 FROM dim.payment_type AS d WHERE d.payment_type_key = -1);

-- unknown member of dim.channel
INSERT INTO dim.channel (channel_key, channel, run_id)
SELECT -1, '(unknown)', 0
WHERE NOT EXISTS (SELECT 1 FROM dim.channel AS d WHERE d.channel_key = -1);

-- unknown member of dim.support_issue
INSERT INTO dim.support_issue (support_issue_key, issue_category, issue, run_id)
SELECT -1, '(unknown)', '(unknown)', 0
WHERE NOT EXISTS (SELECT 1 FROM dim.support_issue AS d WHERE d.support_issue_key = -1);

-- unknown member of dim.geography
INSERT INTO dim.geography (geography_key, country, postal_code, city, is_deleted, is_inferred, run_id)
SELECT -1, '(unknown)', '(unknown)', '(unknown)', CAST(0 AS bit), CAST(0 AS bit), 0
WHERE NOT EXISTS (SELECT 1 FROM dim.geography AS d WHERE d.geography_key = -1);

-- unknown member of dim.customer
INSERT INTO dim.customer (customer_key, customer_id, geography_key, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT -1, '(unknown)', -1, CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(0 AS bit), 0
WHERE NOT EXISTS (SELECT 1 FROM dim.customer AS d WHERE d.customer_key = -1);

-- unknown member of dim.seller
INSERT INTO dim.seller (seller_key, seller_id, geography_key, is_deleted, is_inferred, run_id)
SELECT -1, '(unknown)', -1, CAST(0 AS bit), CAST(0 AS bit), 0
WHERE NOT EXISTS (SELECT 1 FROM dim.seller AS d WHERE d.seller_key = -1);

-- unknown member of dim.product
INSERT INTO dim.product (product_key, product_id, valid_from_utc, valid_to_utc, is_current, is_deleted, is_inferred, run_id)
SELECT -1, '(unknown)', CAST('1900-01-01 00:00:00.000' AS datetime2(3)), CAST('9999-12-31 00:00:00.000' AS datetime2(3)), CAST(1 AS bit), CAST(0 AS bit), CAST(0 AS bit), 0
WHERE NOT EXISTS (SELECT 1 FROM dim.product AS d WHERE d.product_key = -1);

-- keys given in dim.customer
INSERT INTO ops.given_key (dimension, last_key)
SELECT 'customer', 0
WHERE NOT EXISTS (SELECT 1 FROM ops.given_key AS g WHERE g.dimension = 'customer');

-- keys given in dim.product
INSERT INTO ops.given_key (dimension, last_key)
SELECT 'product', 0
WHERE NOT EXISTS (SELECT 1 FROM ops.given_key AS g WHERE g.dimension = 'product');
