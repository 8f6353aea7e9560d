-- no date in dim.date
INSERT INTO dim.date (date_key)
SELECT -1
WHERE NOT EXISTS (SELECT 1 FROM dim.date AS d WHERE d.date_key = -1);

-- unknown member of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT -1, '(unknown)', CAST(1 AS bit), 0, 0
WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status_key = -1);

-- listed members of dim.order_status
INSERT INTO dim.order_status (order_status_key, order_status, counts_as_revenue, sort_order, run_id)
SELECT m.max_key + ROW_NUMBER() OVER (ORDER BY v.place), v.order_status, v.counts_as_revenue, v.sort_order, 0
FROM (
  SELECT 1 AS place, 'created' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 1 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'created')
  UNION ALL
  SELECT 2 AS place, 'approved' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 2 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'approved')
  UNION ALL
  SELECT 3 AS place, 'invoiced' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 3 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'invoiced')
  UNION ALL
  SELECT 4 AS place, 'processing' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 4 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'processing')
  UNION ALL
  SELECT 5 AS place, 'shipped' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 5 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'shipped')
  UNION ALL
  SELECT 6 AS place, 'delivered' AS order_status, CAST(1 AS bit) AS counts_as_revenue, 6 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'delivered')
  UNION ALL
  SELECT 7 AS place, 'canceled' AS order_status, CAST(0 AS bit) AS counts_as_revenue, 7 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'canceled')
  UNION ALL
  SELECT 8 AS place, 'unavailable' AS order_status, CAST(0 AS bit) AS counts_as_revenue, 8 AS sort_order WHERE NOT EXISTS (SELECT 1 FROM dim.order_status AS d WHERE d.order_status = 'unavailable')
) AS v
CROSS JOIN (SELECT COALESCE(MAX(order_status_key), 0) AS max_key FROM dim.order_status WHERE order_status_key > 0) AS m;

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
