-- mart.customer_acquisition
-- Purpose: How many customers ordered for the first time, and how many came back, by month.
-- Grain: one row per month in which a known customer ordered
-- Figure customer: a distinct customer_id, however many versions of it there are. Orders of unknown customers
--   (customer_key -1) are left out: nobody can say whether they are new.
-- Figure new customers: customers whose first order, whatever became of it, was placed in the month.
-- Figure new share: new customers divided by all customers who ordered in the month.
-- Figure cumulative customers: new customers of this and all earlier months.
-- Column month_start: First day of the month of the purchase; empty when unknown.
-- Column month_label: Month of the purchase as yyyy-mm, or (unknown).
-- Column ordering_customers: Customers with at least one order in the month; not additive over months.
-- Column new_customers: Customers whose first order is in the month.
-- Column returning_customers: Customers of the month who had ordered in an earlier month; not additive over months.
-- Column new_share: Share of the month's customers that are new, 0 to 1, rounded to four digits.
-- Column cumulative_customers: Customers acquired up to and including the month; an unknown month comes last.
WITH bought AS (
    SELECT DISTINCT
        c.customer_id,
        d.month_start,
        COALESCE(CAST(d.year_number * 100 + d.month_number AS int), 999912) AS month_key
    FROM fact.sales_order AS o
    INNER JOIN dim.customer AS c ON c.customer_key = o.customer_key
    LEFT JOIN dim.date AS d ON d.date_key = o.purchased_date_key
    WHERE o.customer_key <> -1 AND o.is_deleted <> CAST(1 AS bit)
),
first_bought AS (
    SELECT b.customer_id, MIN(b.month_key) AS month_key
    FROM bought AS b
    GROUP BY b.customer_id
),
monthly AS (
    SELECT
        b.month_start,
        b.month_key,
        CAST(COUNT(*) AS bigint) AS ordering_customers,
        CAST(COUNT(f.customer_id) AS bigint) AS new_customers
    FROM bought AS b
    LEFT JOIN first_bought AS f ON f.customer_id = b.customer_id AND f.month_key = b.month_key
    GROUP BY b.month_start, b.month_key
)
SELECT
    m.month_start,
    CAST(CASE
        WHEN m.month_start IS NULL THEN N'(unknown)'
        ELSE CONCAT(LEFT(CONCAT(m.month_key, N''), 4), N'-', RIGHT(CONCAT(m.month_key, N''), 2))
    END AS nvarchar(9)) AS month_label,
    m.ordering_customers,
    m.new_customers,
    m.ordering_customers - m.new_customers AS returning_customers,
    CAST(ROUND(CAST(CAST(m.new_customers AS float) / NULLIF(m.ordering_customers, 0) AS decimal(28, 10)), 4)
        AS decimal(9, 4)) AS new_share,
    CAST(SUM(m.new_customers) OVER (ORDER BY m.month_key ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW) AS bigint)
        AS cumulative_customers
FROM monthly AS m
