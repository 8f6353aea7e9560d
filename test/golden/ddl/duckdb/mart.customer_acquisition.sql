CREATE OR REPLACE VIEW mart.customer_acquisition AS
WITH bought AS (
    SELECT DISTINCT
        c.customer_id,
        d.month_start,
        coalesce(CAST(trunc(coalesce(d.year_number * 100 + d.month_number, CAST(NULL AS TINYINT))) AS INTEGER), 999912) AS month_key
    FROM fact.sales_order AS o
    INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key
    LEFT JOIN dim.date AS d ON d.date_key = o.purchased_date_key
    WHERE o.customer_key <> -1 AND o.is_deleted <> CAST(1 AS BOOLEAN)
),
first_bought AS (
    SELECT b.customer_id, min(b.month_key) AS month_key
    FROM bought AS b
    GROUP BY b.customer_id
),
monthly AS (
    SELECT
        b.month_start,
        b.month_key,
        CAST(count(*) AS BIGINT) AS ordering_customers,
        CAST(count(f.customer_id) AS BIGINT) AS new_customers
    FROM bought AS b
    LEFT JOIN first_bought AS f ON f.customer_id = b.customer_id AND f.month_key = b.month_key
    GROUP BY b.month_start, b.month_key
)
SELECT
    m.month_start,
    CASE WHEN length(CAST(CASE
        WHEN m.month_start IS NULL THEN '(unknown)'
        ELSE concat("left"(concat(m.month_key, ''), 4), '-', "right"(concat(m.month_key, ''), 2))
    END AS VARCHAR)) > 9 THEN error('Text is longer than nvarchar(9).') ELSE CAST(CASE
        WHEN m.month_start IS NULL THEN '(unknown)'
        ELSE concat("left"(concat(m.month_key, ''), 4), '-', "right"(concat(m.month_key, ''), 2))
    END AS VARCHAR) END AS month_label,
    m.ordering_customers,
    m.new_customers,
    m.ordering_customers - m.new_customers AS returning_customers,
    CAST(round(CAST(CAST(m.new_customers AS DOUBLE) / nullif(m.ordering_customers, 0) AS DECIMAL(28, 10)), 4) AS DECIMAL(9, 4)) AS new_share,
    CAST(trunc(coalesce(sum(m.new_customers) OVER (ORDER BY m.month_key ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW), CAST(NULL AS TINYINT))) AS BIGINT)
        AS cumulative_customers
FROM monthly AS m;

COMMENT ON VIEW mart.customer_acquisition IS 'How many customers ordered for the first time, and how many came back, by month. Grain: one row per month in which a known customer ordered.';

COMMENT ON COLUMN mart.customer_acquisition.month_start IS 'First day of the month of the purchase; empty when unknown.';

COMMENT ON COLUMN mart.customer_acquisition.month_label IS 'Month of the purchase as yyyy-mm, or (unknown).';

COMMENT ON COLUMN mart.customer_acquisition.ordering_customers IS 'Customers with at least one order in the month; not additive over months.';

COMMENT ON COLUMN mart.customer_acquisition.new_customers IS 'Customers whose first order is in the month.';

COMMENT ON COLUMN mart.customer_acquisition.returning_customers IS 'Customers of the month who had ordered in an earlier month; not additive over months.';

COMMENT ON COLUMN mart.customer_acquisition.new_share IS 'Share of the month''s customers that are new, 0 to 1, rounded to four digits.';

COMMENT ON COLUMN mart.customer_acquisition.cumulative_customers IS 'Customers acquired up to and including the month; an unknown month comes last.';
