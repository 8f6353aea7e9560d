-- what a file of support_ticket lacks
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT s.ticket_id
  FROM stg.support_ticket_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source)) AND (s.batch_id < @batch_id OR (s.batch_id = @batch_id AND s.source_id < @source_id))
  UNION
  SELECT t.ticket_id FROM fact.support_ticket AS t WHERE t.is_deleted = CAST(0 AS bit)
) AS b
LEFT JOIN (
  SELECT DISTINCT s.ticket_id, 1 AS is_held
  FROM stg.support_ticket_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.ticket_id = b.ticket_id;

-- what a file of support_ticket lacks of what a whole one before it holds
SELECT COUNT(*) AS present, COALESCE(SUM(CAST(CASE WHEN f.is_held IS NULL THEN 1 ELSE 0 END AS bigint)), 0) AS missing
FROM (
  SELECT s.ticket_id
  FROM stg.support_ticket_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source)) AND (s.batch_id < @batch_id OR (s.batch_id = @batch_id AND s.source_id < @source_id))
) AS b
LEFT JOIN (
  SELECT DISTINCT s.ticket_id, 1 AS is_held
  FROM stg.support_ticket_row AS s
  WHERE s.batch_id = @batch_id AND s.source_id = @source_id
) AS f ON f.ticket_id = b.ticket_id;

-- let rows of fact.support_ticket return
UPDATE fact.support_ticket
SET is_deleted = CAST(0 AS bit), run_id = @run_id
FROM (
  SELECT DISTINCT s.ticket_id
  FROM stg.support_ticket_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
  WHERE (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
) AS p
WHERE p.ticket_id = fact.support_ticket.ticket_id AND fact.support_ticket.is_deleted = CAST(1 AS bit);

-- delete rows of fact.support_ticket
UPDATE fact.support_ticket
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.support_ticket_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
    WHERE s.ticket_id = fact.support_ticket.ticket_id AND (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
  );

-- delete late rows of fact.support_ticket
UPDATE fact.support_ticket
SET is_deleted = CAST(1 AS bit), run_id = @run_id
WHERE is_deleted = CAST(0 AS bit)
  AND NOT EXISTS (
    SELECT 1
    FROM stg.support_ticket_row AS s
  INNER JOIN ops.complete_file AS c ON c.batch_id = s.batch_id AND c.source_id = s.source_id AND (c.verdict IS NULL OR c.verdict <> 'late')
    WHERE s.ticket_id = fact.support_ticket.ticket_id AND (s.batch_id > @from_batch OR (s.batch_id = @from_batch AND s.source_id >= @from_source))
  )
  AND EXISTS (
    SELECT 1 FROM stg.support_ticket_ready AS r WHERE r.row_class = 'inserted' AND r.ticket_id = fact.support_ticket.ticket_id
  );
