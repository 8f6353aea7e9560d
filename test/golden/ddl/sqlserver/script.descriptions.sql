DROP PROCEDURE IF EXISTS ops.set_description;
GO

CREATE PROCEDURE ops.set_description
  @schema nvarchar(128), @kind nvarchar(128), @object nvarchar(128), @column nvarchar(128), @description nvarchar(3750)
AS
BEGIN
  DECLARE @id int = CASE WHEN @object IS NULL THEN SCHEMA_ID(@schema) ELSE OBJECT_ID(CONCAT(@schema, N'.', @object)) END;
  DECLARE @class int = CASE WHEN @object IS NULL THEN 3 ELSE 1 END;
  DECLARE @column_id int = CASE WHEN @column IS NULL THEN 0 ELSE COLUMNPROPERTY(@id, @column, 'ColumnId') END;
  DECLARE @part nvarchar(128) = CASE WHEN @column IS NOT NULL THEN N'COLUMN' END;
  IF EXISTS (
    SELECT 1
    FROM sys.extended_properties AS p
    WHERE p.name = N'MS_Description' AND p.class = @class AND p.major_id = @id AND p.minor_id = @column_id
  )
    EXEC sys.sp_updateextendedproperty
      N'MS_Description', @description, N'SCHEMA', @schema, @kind, @object, @part, @column;
  ELSE
    EXEC sys.sp_addextendedproperty
      N'MS_Description', @description, N'SCHEMA', @schema, @kind, @object, @part, @column;
END;
GO

EXEC ops.set_description N'ops', NULL, NULL, NULL, N'What the loads did: runs, batches, files, refused rows.';
EXEC ops.set_description N'dim', NULL, NULL, NULL, N'Dimensions of the star.';
EXEC ops.set_description N'fact', NULL, NULL, NULL, N'Facts of the star.';
EXEC ops.set_description N'hist', NULL, NULL, NULL, N'All that the sources said of members with history. Versions are worked out from it. Not for reports.';
EXEC ops.set_description N'stg', NULL, NULL, NULL, N'Rows on their way into the star. Not for reports.';
EXEC ops.set_description N'mart', NULL, NULL, NULL, N'Report views.';
EXEC ops.set_description N'checks', NULL, NULL, NULL, N'One view per check of the loaded data; its rows are what the check finds now.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'run', NULL, N'Runs of the pipeline.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'run_id', N'Number of the run.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'command', N'What was asked for.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'status', N'running, succeeded, failed or interrupted.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'started_utc', N'Start.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'ended_utc', N'End.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'error_code', N'Code of the error that ended it.';
EXEC ops.set_description N'ops', N'TABLE', N'run', N'error_message', N'Message of the error that ended it.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'step', NULL, N'Steps of runs.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'run_id', N'The run.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'step_number', N'Order within the run.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'name', N'What the step did, e.g. stage order_item.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'status', N'succeeded or failed.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'started_utc', N'Start.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'duration_ms', N'Duration in milliseconds.';
EXEC ops.set_description N'ops', N'TABLE', N'step', N'detail', N'What a person should know.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'batch', NULL, N'Batches: what one run staged of one entity. Each input row is counted in exactly one class.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'batch_id', N'Number of the batch.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'entity', N'The entity.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'run_id', N'The run that staged it.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'status', N'loading (garbage unless its run is alive), staged, published, or abandoned by a run that was stopped.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'staged_utc', N'When it was complete.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'published_utc', N'When its rows were in the star.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'read_rows', N'Input rows.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'blank_rows', N'Input rows that are blank.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'duplicate_rows', N'Input rows that are duplicate.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'waiting_rows', N'Input rows that are waiting.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'quarantined_rows', N'Input rows that are quarantined.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'inserted_rows', N'Input rows that are inserted.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'updated_rows', N'Input rows that are updated.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'unchanged_rows', N'Input rows that are unchanged.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'superseded_rows', N'Input rows that are superseded.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'deleted_rows', N'Stored rows that its complete files no longer hold; no input rows. Empty before it was kept.';
EXEC ops.set_description N'ops', N'TABLE', N'batch', N'returned_rows', N'Deleted rows that its complete files hold again; no input rows of their own. Empty before it was kept.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'source_file', NULL, N'Ledger of input files: each content is taken once per feed.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'source_id', N'Number of the file; the order in which files were first taken.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'feed', N'The feed that reads it.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'path', N'Path within the source''s directory.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'bytes', N'Size.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'content_hash', N'SHA-256 of the content.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'batch_id', N'The batch that took it first.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'taken_utc', N'When that batch was complete.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'layout', N'Its format and columns as JSON, by which its refused rows can be typed again; empty when taken before it was kept.';
EXEC ops.set_description N'ops', N'TABLE', N'source_file', N'modified_utc', N'When the file was last changed; empty when taken before it was kept.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'complete_file', NULL, N'Files that are their whole entity, each time one was read: keys they lack are deleted, keys they hold again return.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'batch_id', N'The batch.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'entity', N'The entity.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'as_of_utc', N'The instant that it speaks of: its last change, but after that of the file before.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'is_late', N'It is older than a file taken before it.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'is_known', N'It was read again.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'refused_rows', N'Its refused rows, of which each may be a key that seems to be missing.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'max_deleted_share', N'Share of the keys that it may delete.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'verdict', N'whole: it deleted what it lacks; else it deleted nothing and only let keys return: refused, because rows were refused; guard, because it lacks too many; late, because it came after a newer one. Empty until it is published.';
EXEC ops.set_description N'ops', N'TABLE', N'complete_file', N'judged_run_id', N'The run that published it.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'source_column', NULL, N'What the columns of a feed''s files have looked like; a file that differs is a row of ops.schema_change.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'feed', N'The feed.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'column_name', N'The file''s column; its first 100 characters.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'physical_type', N'Its type, where the format has types, else text; missing: mapped and not there; refused: new, and rows with a value there are refused.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'is_current', N'Whether the file read last had it so.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'first_source_id', N'The first file that had it so, as in ops.source_file.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'first_run_id', N'The run that read it.';
EXEC ops.set_description N'ops', N'TABLE', N'source_column', N'first_seen_utc', N'When.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'schema_change', NULL, N'Differences between files and those before them, or what their mapping asks for, each once when it was met.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'change_id', N'Number of the change.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'run_id', N'The run that met it.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'batch_id', N'The batch the file is in.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'feed', N'The feed that reads the file.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'path', N'Path of the file within the source''s directory.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'column_name', N'The file''s column; its first 100 characters.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'change_kind', N'new_column, missing_column or changed_type.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'contract_mode', N'What the contract said to do: evolve, freeze or quarantine.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'affected_rows', N'Input rows it changed or refused; NULL where they are not counted.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'description', N'What is different and what was done.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'sample', N'A value and why it is not of the type.';
EXEC ops.set_description N'ops', N'TABLE', N'schema_change', N'met_utc', N'When the batch was complete.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'quarantine', NULL, N'Input rows that were not let in, each once, with every problem it has.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'quarantine_id', N'Number of the refused row.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'batch_id', N'The batch it came with.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'entity', N'The entity it was to be.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'reason_code', N'Code of its first problem.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'column_name', N'Column of its first problem.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'problems', N'All its problems, one a line: column, code and detail.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'raw_text', N'The row as it was read.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'quarantined_utc', N'When it was refused first.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'raw_form', N'What raw_text is: text, shown, typed. Exact as in the file (of Parquet the mapped columns as JSON); with bytes that are not UTF-8 shown as \xNN; or JSON of typed values. Empty when refused before it was kept.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'natural_key', N'Its key, columns joined by |, where it and its time of change could be typed; empty when refused before it was kept.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'changed_at_utc', N'When the source changed it, where its key is kept and it says so.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'status', N'open; replayed once a replay let it in; read_again once its file was read again, replaced once its file had another content, which then said anew what is refused.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'attempts', N'How often it was replayed; empty for never.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'tried_run_id', N'Run that replayed it last.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'tried_utc', N'When it was replayed last, or refused again after it had waited.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'outcome', N'Class that it fell into once it was let in.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'is_overtaken', N'A newer row of its key and time of change went into the star while it was refused, so that it changes nothing stored; empty otherwise.';
EXEC ops.set_description N'ops', N'TABLE', N'quarantine', N'earlier_problems', N'The problems it had before, where a replay found others; oldest first.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'check_result', NULL, N'Results of checks.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'run_id', N'The run.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'check_name', N'The check.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'entity', N'The entity it is about.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'severity', N'quarantine, report or stop.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'failed_rows', N'Rows it found.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'sample', N'Up to five of them.';
EXEC ops.set_description N'ops', N'TABLE', N'check_result', N'checked_utc', N'When.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'view_text', NULL, N'Report views, and scripts such as those of roles, as they were last applied.';
EXEC ops.set_description N'ops', N'TABLE', N'view_text', N'view_name', N'Schema-qualified name of a view, or name of a script.';
EXEC ops.set_description N'ops', N'TABLE', N'view_text', N'text_hash', N'SHA-256 of its text and descriptions.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'publication', NULL, N'When staged rows of an entity went into the star, where that changed anything, and when a replay put refused rows back in staging: what a rebuild repeats.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'publication_id', N'Number of the publication, in their order.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'run_id', N'The run that published; each publishes an entity once, and replays it at most once.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'kind', N'publish or replay.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'entity', N'The entity.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'published_utc', N'When.';
EXEC ops.set_description N'ops', N'TABLE', N'publication', N'waiting_since_utc', N'Rows that began to wait before this instant waited no longer.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'given_key', NULL, N'The highest surrogate keys given in dimensions that can lose rows: a key is never given again.';
EXEC ops.set_description N'ops', N'TABLE', N'given_key', N'dimension', N'Name of the dimension, e.g. product.';
EXEC ops.set_description N'ops', N'TABLE', N'given_key', N'last_key', N'The highest key when rows were last removed; keys in the dimension may be higher.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'bronze', NULL, N'Where the batches are kept as Parquet, at most one row.';
EXEC ops.set_description N'ops', N'TABLE', N'bronze', N'archive_id', N'The same as in bronze.json of the folder.';
EXEC ops.set_description N'ops', N'TABLE', N'bronze', N'rebuilt_from', N'The bronze this warehouse is being rebuilt from; empty when that is done.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', NULL, N'Refused rows of batches that are being staged.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'batch_id', N'The batch it came with.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'entity', N'The entity it was to be.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'reason_code', N'Code of its first problem.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'column_name', N'Column of its first problem.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'problems', N'All its problems, one a line: column, code and detail.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'raw_text', N'The row as it was read.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'quarantined_utc', N'When it was refused first.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'raw_form', N'What raw_text is: text, shown, typed. Exact as in the file (of Parquet the mapped columns as JSON); with bytes that are not UTF-8 shown as \xNN; or JSON of typed values. Empty when refused before it was kept.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'natural_key', N'Its key, columns joined by |, where it and its time of change could be typed; empty when refused before it was kept.';
EXEC ops.set_description N'stg', N'TABLE', N'rejected_row', N'changed_at_utc', N'When the source changed it, where its key is kept and it says so.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'row_class', NULL, N'Classes of staged rows that are settled before the star is touched.';
EXEC ops.set_description N'stg', N'TABLE', N'row_class', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'row_class', N'row_id', N'The row within it.';
EXEC ops.set_description N'stg', N'TABLE', N'row_class', N'row_class', N'duplicate, superseded, unchanged or waiting; quarantined after that.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', NULL, N'Keys of order_item whose order has not come, and since when it is waited for.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'line_number', N'Number of the line within its order.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'since_utc', N'When the first batch was complete that brought the key.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'batch_id', N'Last batch that brought it.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'source_id', N'Last file that held it.';
EXEC ops.set_description N'ops', N'TABLE', N'order_item_wait', N'is_over', N'It has waited in vain, and its row was refused; so are the rows that files go on to bring.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', NULL, N'Keys of payment whose order has not come, and since when it is waited for.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'payment_number', N'Number of the payment within its order.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'since_utc', N'When the first batch was complete that brought the key.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'batch_id', N'Last batch that brought it.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'source_id', N'Last file that held it.';
EXEC ops.set_description N'ops', N'TABLE', N'payment_wait', N'is_over', N'It has waited in vain, and its row was refused; so are the rows that files go on to bring.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'review_wait', NULL, N'Keys of review whose order has not come, and since when it is waited for.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'review_id', N'The review''s identifier.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'order_id', N'The order it speaks of.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'since_utc', N'When the first batch was complete that brought the key.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'batch_id', N'Last batch that brought it.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'source_id', N'Last file that held it.';
EXEC ops.set_description N'ops', N'TABLE', N'review_wait', N'is_over', N'It has waited in vain, and its row was refused; so are the rows that files go on to bring.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'date', NULL, N'Calendar: one row per day of every year that the data touch; key -1 stands for "no date".';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'date_key', N'yyyymmdd; -1 for no date.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'date', N'The day.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'year_number', N'Year, e.g. 2024.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'quarter_number', N'Quarter of the year, 1 to 4.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'month_number', N'Month of the year, 1 to 12.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'month_name', N'English name of the month.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'month_start', N'First day of the month; what reports group by.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'day_of_month', N'Day of the month, 1 to 31.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'day_of_week', N'ISO weekday, 1 for Monday to 7 for Sunday.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'day_name', N'English name of the weekday.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'is_weekend', N'Saturday or Sunday.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'iso_week', N'ISO 8601 week number, 1 to 53.';
EXEC ops.set_description N'dim', N'TABLE', N'date', N'iso_year', N'Year the ISO week belongs to.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'order_status', NULL, N'Status of an order, as the orders name it.';
EXEC ops.set_description N'dim', N'TABLE', N'order_status', N'order_status_key', N'Surrogate key of the order_status; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'order_status', N'order_status', N'As the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'order_status', N'counts_as_revenue', N'False for canceled and unavailable: revenue leaves their orders out.';
EXEC ops.set_description N'dim', N'TABLE', N'order_status', N'sort_order', N'Place in the life of an order, for reports.';
EXEC ops.set_description N'dim', N'TABLE', N'order_status', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'payment_type', NULL, N'Means of payment, as the payments name them.';
EXEC ops.set_description N'dim', N'TABLE', N'payment_type', N'payment_type_key', N'Surrogate key of the payment_type; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'payment_type', N'payment_type', N'As the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'payment_type', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'channel', NULL, N'Ways by which customers reach the shop, as the sources name them.';
EXEC ops.set_description N'dim', N'TABLE', N'channel', N'channel_key', N'Surrogate key of the channel; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'channel', N'channel', N'As the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'channel', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'support_issue', NULL, N'What support tickets are about, as the tickets name it: one row per issue of a category.';
EXEC ops.set_description N'dim', N'TABLE', N'support_issue', N'support_issue_key', N'Surrogate key of the support_issue; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'support_issue', N'issue_category', N'As the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'support_issue', N'issue', N'As the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'support_issue', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'geography', NULL, N'Places: one row per country, postal code and city.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'geography_key', N'Surrogate key of the geography; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'country', N'Country name.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'city', N'City.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'latitude', N'Degrees north.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'longitude', N'Degrees east.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'dim', N'TABLE', N'geography', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'customer', NULL, N'People who order: one row per version of a customer.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'customer_key', N'Surrogate key of the customer; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'subscribed_date', N'When the customer registered.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'country', N'Country name.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'city', N'City.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'gender', N'Gender as given.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'age', N'Age in years as given.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'segment', N'Segment that the shop has put the customer into.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'preferred_language', N'Language to write to the customer in.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'loyalty_points', N'Balance of the loyalty programme.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'since_utc', N'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'valid_from_utc', N'Start of the version, inclusive.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'valid_to_utc', N'End of the version, exclusive.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'is_current', N'The version that is valid now.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'dim', N'TABLE', N'customer', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'customer_alias', NULL, N'Other identifiers of members of dim.customer.';
EXEC ops.set_description N'dim', N'TABLE', N'customer_alias', N'customer_alias', N'Another identifier of the same customer, by which orders may know them.';
EXEC ops.set_description N'dim', N'TABLE', N'customer_alias', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'dim', N'TABLE', N'customer_alias', N'changed_at_utc', N'When the source changed the row that says so. The latest change of an alias wins.';
EXEC ops.set_description N'dim', N'TABLE', N'customer_alias', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'seller', NULL, N'Merchants of the marketplace: one row per seller.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'seller_key', N'Surrogate key of the seller; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'seller_id', N'The seller''s identifier.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'seller_name', N'Trading name.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'country', N'Country name.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'city', N'City.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'dim', N'TABLE', N'seller', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'dim', N'TABLE', N'product', NULL, N'Things that can be ordered: one row per version of a product.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'product_key', N'Surrogate key of the product; -1 is the unknown member.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'product_name', N'Name shown in the shop.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'category', N'Category; empty when the source gives none.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'brand', N'Brand.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'list_price', N'Price in the catalogue.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'weight_g', N'Weight in grams.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'length_cm', N'Length in centimetres.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'height_cm', N'Height in centimetres.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'width_cm', N'Width in centimetres.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'since_utc', N'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'valid_from_utc', N'Start of the version, inclusive.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'valid_to_utc', N'End of the version, exclusive.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'is_current', N'The version that is valid now.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'dim', N'TABLE', N'product', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'sales_order', NULL, N'Orders as an accumulating snapshot: the moments each has passed, and the days between them. Grain: one row per order.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'order_key', N'Surrogate key of the row.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'order_id', N'The order''s identifier.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'customer_key', N'Who ordered, as of the purchase; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'order_status_key', N'Latest status; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'purchased_date_key', N'Date of the purchase in the reporting time zone.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'purchased_hour', N'Hour of the purchase, 0 to 23, in the reporting time zone.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'approved_date_key', N'Date of the approval; -1 when it has not happened.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'shipped_date_key', N'Date of the shipment; -1 when it has not happened.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'delivered_date_key', N'Date of the delivery; -1 when it has not happened.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'estimated_delivery_date_key', N'Promised date of delivery; -1 when none.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'purchased_at_utc', N'When the order was placed.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'approved_at_utc', N'When the payment was approved.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'shipped_at_utc', N'When the carrier took the parcel.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'delivered_at_utc', N'When the customer received it.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'estimated_delivery_at_utc', N'When delivery was promised for.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'customer_id', N'Who ordered, by their own identifier.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'customer_alias', N'Who ordered, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'days_to_approve', N'Calendar days from purchase to approval.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'days_to_ship', N'Calendar days from purchase to shipment.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'days_to_deliver', N'Calendar days from purchase to delivery.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'days_late', N'Calendar days from the promised to the real delivery; negative when early.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'sales_order', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'order_item', NULL, N'Lines of orders. Grain: one row per line of an order.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'line_number', N'Number of the line within its order.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'order_key', N'The order.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'product_key', N'What was ordered, as of the purchase; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'seller_key', N'Who sold it; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'quantity', N'Pieces.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'unit_price', N'Price of one piece, without freight.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'item_amount', N'Quantity times unit price, without freight.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'freight_amount', N'Freight charged for the line.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'gross_amount', N'Item amount and freight.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'shipping_limit_at_utc', N'When the seller must have shipped.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'order_item', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'payment', NULL, N'Payments towards orders. Grain: one row per payment of an order.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'payment_number', N'Number of the payment within its order.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'order_key', N'The order.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'payment_type_key', N'Means of payment; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'payment_status', N'paid, pending, failed or refunded; paid where the source has no status.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'installments', N'Number of instalments.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'amount', N'Amount of the payment.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'payment', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'review', NULL, N'What customers said of their orders. Grain: one row per review and order it speaks of.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'review_id', N'The review''s identifier.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'order_id', N'The order it speaks of.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'order_key', N'The order.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'created_date_key', N'Date of the review in the reporting time zone; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'score', N'1 (worst) to 5 (best).';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'sentiment', N'positive (4 and 5), neutral (3) or negative (1 and 2).';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'title', N'Title of the comment.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'message', N'Text of the comment.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'created_at_utc', N'When the customer was asked.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'answered_at_utc', N'When the customer answered.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'review', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', NULL, N'Stock as a periodic snapshot. Quantities and values add up over products and sellers of one day, never over days. A day without a row says nothing of the stock. Grain: one row per product, seller and day.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'product_id', N'What is in stock.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'seller_id', N'Whose stock it is; a shop without sellers gives a constant.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'snapshot_date', N'Day that the stock stands for.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'product_key', N'What is in stock, as of the count.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'seller_key', N'Whose stock it is.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'snapshot_date_key', N'Day that the stock stands for.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'counted_at_utc', N'Instant of the figures; the product is taken as it was then.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'quantity_on_hand', N'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'quantity_reserved', N'Pieces of these that are promised to orders.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'quantity_available', N'Pieces on hand that are not reserved.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'reorder_point', N'Available pieces at which more is to be ordered.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'unit_cost', N'What one piece cost the seller.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'stock_value', N'Pieces on hand times unit cost; empty without a unit cost.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'inventory_snapshot', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', NULL, N'Support tickets as an accumulating snapshot: the moments each has passed, and the minutes between them. Join orders by order_id: a ticket may name an order that is not in the warehouse, or none. Grain: one row per ticket.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'ticket_id', N'The ticket''s identifier.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'customer_key', N'Who asked, as of the opening; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'product_key', N'The product it is about, as of the opening; -1 when it names none.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'support_issue_key', N'What it is about; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'channel_key', N'How the customer asked; -1 when unknown.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'opened_date_key', N'Date of the opening in the reporting time zone.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'opened_hour', N'Hour of the opening, 0 to 23, in the reporting time zone.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'first_response_date_key', N'Date of the first answer; -1 when there is none.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'resolved_date_key', N'Date of the resolution; -1 when it has not happened.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'opened_at_utc', N'When the customer asked.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'first_response_at_utc', N'When somebody first answered.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'resolved_at_utc', N'When it was resolved.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'customer_id', N'Who asked, by their own identifier.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'customer_alias', N'Who asked, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'order_id', N'The order it is about, if it is about one.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'ticket_status', N'open, pending, resolved or closed; others count as not resolved.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'priority', N'Priority as the source writes it.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'minutes_to_first_response', N'Clock minutes from opening to first answer.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'minutes_to_resolution', N'Clock minutes from opening to resolution.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'satisfaction_score', N'How the customer rates the help, 1 (worst) to 5 (best).';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'fact', N'TABLE', N'support_ticket', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'customer', NULL, N'What the sources said of members of dim.customer, and when it began to be so.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'subscribed_date', N'When the customer registered.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'country', N'Country name.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'city', N'City.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'gender', N'Gender as given.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'age', N'Age in years as given.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'batch_id', N'Batch that brought the row, as in ops.batch.';
EXEC ops.set_description N'hist', N'TABLE', N'customer', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', NULL, N'When complete files of customer began and ceased to hold members of dim.customer.';
EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', N'since_utc', N'As of which file, as in ops.complete_file.';
EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', N'is_deleted', N'The file does not hold it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', N'is_first', N'Held for the first time, which is no change.';
EXEC ops.set_description N'hist', N'TABLE', N'customer_seen', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'profile', NULL, N'What the sources said of members of dim.customer, and when it began to be so.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'customer_id', N'Whom it describes.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'segment', N'Segment that the shop has put the customer into.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'preferred_language', N'Language to write to the customer in.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'loyalty_points', N'Balance of the loyalty programme.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'batch_id', N'Batch that brought the row, as in ops.batch.';
EXEC ops.set_description N'hist', N'TABLE', N'profile', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', NULL, N'When complete files of profile began and ceased to hold members of dim.customer.';
EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', N'customer_id', N'Whom it describes.';
EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', N'since_utc', N'As of which file, as in ops.complete_file.';
EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', N'is_deleted', N'The file does not hold it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', N'is_first', N'Held for the first time, which is no change.';
EXEC ops.set_description N'hist', N'TABLE', N'profile_seen', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'product', NULL, N'What the sources said of members of dim.product, and when it began to be so.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'product_name', N'Name shown in the shop.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'category', N'Category; empty when the source gives none.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'brand', N'Brand.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'list_price', N'Price in the catalogue.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'weight_g', N'Weight in grams.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'length_cm', N'Length in centimetres.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'height_cm', N'Height in centimetres.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'width_cm', N'Width in centimetres.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'batch_id', N'Batch that brought the row, as in ops.batch.';
EXEC ops.set_description N'hist', N'TABLE', N'product', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'hist', N'TABLE', N'product_seen', NULL, N'When complete files of product began and ceased to hold members of dim.product.';
EXEC ops.set_description N'hist', N'TABLE', N'product_seen', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'hist', N'TABLE', N'product_seen', N'since_utc', N'As of which file, as in ops.complete_file.';
EXEC ops.set_description N'hist', N'TABLE', N'product_seen', N'is_deleted', N'The file does not hold it any more.';
EXEC ops.set_description N'hist', N'TABLE', N'product_seen', N'is_first', N'Held for the first time, which is no change.';
EXEC ops.set_description N'hist', N'TABLE', N'product_seen', N'run_id', N'Run that last changed the row, as in ops.run.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'geography_row', NULL, N'Staged rows of geography.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'latitude', N'Degrees north.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_row', N'longitude', N'Degrees east.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'customer_row', NULL, N'Staged rows of customer.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'customer_alias', N'Another identifier of the same customer, by which orders may know them.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'subscribed_date', N'When the customer registered.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'gender', N'Gender as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'age', N'Age in years as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_row', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'profile_row', NULL, N'Staged rows of profile.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'customer_id', N'Whom it describes.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'segment', N'Segment that the shop has put the customer into.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'preferred_language', N'Language to write to the customer in.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'loyalty_points', N'Balance of the loyalty programme.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_row', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'seller_row', NULL, N'Staged rows of seller.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'seller_id', N'The seller''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'seller_name', N'Trading name.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'product_row', NULL, N'Staged rows of product.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'product_name', N'Name shown in the shop.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'category', N'Category; empty when the source gives none.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'brand', N'Brand.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'list_price', N'Price in the catalogue.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'weight_g', N'Weight in grams.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'length_cm', N'Length in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'height_cm', N'Height in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'width_cm', N'Width in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_row', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'order_row', NULL, N'Staged rows of order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'order_id', N'The order''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'customer_id', N'Who ordered, by their own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'customer_alias', N'Who ordered, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'order_status', N'Status as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'purchased_at_utc', N'When the order was placed.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'purchased_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'purchased_at_hour', N'Hour in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'approved_at_utc', N'When the payment was approved.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'approved_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'shipped_at_utc', N'When the carrier took the parcel.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'shipped_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'delivered_at_utc', N'When the customer received it.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'delivered_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'estimated_delivery_at_utc', N'When delivery was promised for.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'estimated_delivery_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', NULL, N'Staged rows of order_item.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'line_number', N'Number of the line within its order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'product_id', N'What was ordered.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'seller_id', N'Who sells it.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'quantity', N'Pieces.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'unit_price', N'Price of one piece, without freight.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'freight_amount', N'Freight charged for the line.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'shipping_limit_at_utc', N'When the seller must have shipped.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'payment_row', NULL, N'Staged rows of payment.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'payment_number', N'Number of the payment within its order.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'payment_type', N'Means of payment as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'payment_status', N'paid, pending, failed or refunded; paid where the source has no status.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'installments', N'Number of instalments.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'amount', N'Amount of the payment.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'review_row', NULL, N'Staged rows of review.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'review_id', N'The review''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'order_id', N'The order it speaks of.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'score', N'1 (worst) to 5 (best).';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'title', N'Title of the comment.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'message', N'Text of the comment.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'created_at_utc', N'When the customer was asked.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'created_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'answered_at_utc', N'When the customer answered.';
EXEC ops.set_description N'stg', N'TABLE', N'review_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', NULL, N'Staged rows of inventory.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'product_id', N'What is in stock.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'seller_id', N'Whose stock it is; a shop without sellers gives a constant.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'snapshot_date', N'Day that the stock stands for.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'counted_at_utc', N'Instant of the figures; the product is taken as it was then.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'quantity_on_hand', N'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'quantity_reserved', N'Pieces of these that are promised to orders.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'reorder_point', N'Available pieces at which more is to be ordered.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'unit_cost', N'What one piece cost the seller.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', NULL, N'Staged rows of support_ticket.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'source_id', N'The file, as in ops.source_file.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'source_row', N'Row number in the file.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'ticket_id', N'The ticket''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'customer_id', N'Who asked, by their own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'customer_alias', N'Who asked, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'order_id', N'The order it is about, if it is about one.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'product_id', N'The product it is about, if it is about one.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'channel', N'How the customer asked, e.g. chat, mail or phone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'issue_category', N'Group of the issue, e.g. delivery.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'issue', N'What it is about, e.g. parcel lost.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'ticket_status', N'open, pending, resolved or closed; others count as not resolved.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'priority', N'Priority as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'opened_at_utc', N'When the customer asked.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'opened_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'opened_at_hour', N'Hour in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'first_response_at_utc', N'When somebody first answered.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'first_response_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'resolved_at_utc', N'When it was resolved.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'resolved_at_date', N'Date in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'satisfaction_score', N'How the customer rates the help, 1 (worst) to 5 (best).';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_row', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', NULL, N'Rows of geography on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'latitude', N'Degrees north.';
EXEC ops.set_description N'stg', N'TABLE', N'geography_ready', N'longitude', N'Degrees east.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', NULL, N'Rows of customer on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'subscribed_date', N'When the customer registered.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'gender', N'Gender as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'age', N'Age in years as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_ready', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', NULL, N'Rows of profile on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'customer_id', N'Whom it describes.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'segment', N'Segment that the shop has put the customer into.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'preferred_language', N'Language to write to the customer in.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'loyalty_points', N'Balance of the loyalty programme.';
EXEC ops.set_description N'stg', N'TABLE', N'profile_ready', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', NULL, N'Rows of seller on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'seller_id', N'The seller''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'seller_name', N'Trading name.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'seller_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'product_ready', NULL, N'Rows of product on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'product_name', N'Name shown in the shop.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'category', N'Category; empty when the source gives none.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'brand', N'Brand.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'list_price', N'Price in the catalogue.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'weight_g', N'Weight in grams.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'length_cm', N'Length in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'height_cm', N'Height in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'width_cm', N'Width in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'stg', N'TABLE', N'product_ready', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'order_ready', NULL, N'Rows of order on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'order_id', N'The order''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'customer_key', N'Who ordered, as of the purchase; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'order_status_key', N'Latest status; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'purchased_date_key', N'Date of the purchase in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'purchased_hour', N'Hour of the purchase, 0 to 23, in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'approved_date_key', N'Date of the approval; -1 when it has not happened.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'shipped_date_key', N'Date of the shipment; -1 when it has not happened.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'delivered_date_key', N'Date of the delivery; -1 when it has not happened.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'estimated_delivery_date_key', N'Promised date of delivery; -1 when none.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'purchased_at_utc', N'When the order was placed.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'approved_at_utc', N'When the payment was approved.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'shipped_at_utc', N'When the carrier took the parcel.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'delivered_at_utc', N'When the customer received it.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'estimated_delivery_at_utc', N'When delivery was promised for.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'customer_id', N'Who ordered, by their own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'customer_alias', N'Who ordered, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'days_to_approve', N'Calendar days from purchase to approval.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'days_to_ship', N'Calendar days from purchase to shipment.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'days_to_deliver', N'Calendar days from purchase to delivery.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'days_late', N'Calendar days from the promised to the real delivery; negative when early.';
EXEC ops.set_description N'stg', N'TABLE', N'order_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', NULL, N'Rows of order_item on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'line_number', N'Number of the line within its order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'order_key', N'The order.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'product_key', N'What was ordered, as of the purchase; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'seller_key', N'Who sold it; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'quantity', N'Pieces.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'unit_price', N'Price of one piece, without freight.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'item_amount', N'Quantity times unit price, without freight.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'freight_amount', N'Freight charged for the line.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'gross_amount', N'Item amount and freight.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'shipping_limit_at_utc', N'When the seller must have shipped.';
EXEC ops.set_description N'stg', N'TABLE', N'order_item_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', NULL, N'Rows of payment on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'order_id', N'The order it belongs to.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'payment_number', N'Number of the payment within its order.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'order_key', N'The order.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'payment_type_key', N'Means of payment; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'payment_status', N'paid, pending, failed or refunded; paid where the source has no status.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'installments', N'Number of instalments.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'amount', N'Amount of the payment.';
EXEC ops.set_description N'stg', N'TABLE', N'payment_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'review_ready', NULL, N'Rows of review on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'review_id', N'The review''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'order_id', N'The order it speaks of.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'order_key', N'The order.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'customer_key', N'Who ordered, as of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'purchased_date_key', N'Date of the purchase.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'created_date_key', N'Date of the review in the reporting time zone; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'score', N'1 (worst) to 5 (best).';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'sentiment', N'positive (4 and 5), neutral (3) or negative (1 and 2).';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'title', N'Title of the comment.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'message', N'Text of the comment.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'created_at_utc', N'When the customer was asked.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'answered_at_utc', N'When the customer answered.';
EXEC ops.set_description N'stg', N'TABLE', N'review_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', NULL, N'Rows of inventory on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'product_id', N'What is in stock.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'seller_id', N'Whose stock it is; a shop without sellers gives a constant.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'snapshot_date', N'Day that the stock stands for.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'product_key', N'What is in stock, as of the count.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'seller_key', N'Whose stock it is.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'snapshot_date_key', N'Day that the stock stands for.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'counted_at_utc', N'Instant of the figures; the product is taken as it was then.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'quantity_on_hand', N'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'quantity_reserved', N'Pieces of these that are promised to orders.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'quantity_available', N'Pieces on hand that are not reserved.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'reorder_point', N'Available pieces at which more is to be ordered.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'unit_cost', N'What one piece cost the seller.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'stock_value', N'Pieces on hand times unit cost; empty without a unit cost.';
EXEC ops.set_description N'stg', N'TABLE', N'inventory_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', NULL, N'Rows of support_ticket on their way into the star.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'batch_id', N'The batch.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'row_id', N'The row within the batch, in reading order.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'row_class', N'inserted, updated, unchanged, superseded.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'is_overtaken', N'Of a row that was refused: whether a newer row of its key went first; empty where that is not known.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'ticket_id', N'The ticket''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'customer_key', N'Who asked, as of the opening; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'product_key', N'The product it is about, as of the opening; -1 when it names none.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'support_issue_key', N'What it is about; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'channel_key', N'How the customer asked; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'opened_date_key', N'Date of the opening in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'opened_hour', N'Hour of the opening, 0 to 23, in the reporting time zone.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'first_response_date_key', N'Date of the first answer; -1 when there is none.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'resolved_date_key', N'Date of the resolution; -1 when it has not happened.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'opened_at_utc', N'When the customer asked.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'first_response_at_utc', N'When somebody first answered.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'resolved_at_utc', N'When it was resolved.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'customer_id', N'Who asked, by their own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'customer_alias', N'Who asked, by an alias; used when customer_id is empty.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'order_id', N'The order it is about, if it is about one.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'ticket_status', N'open, pending, resolved or closed; others count as not resolved.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'priority', N'Priority as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'minutes_to_first_response', N'Clock minutes from opening to first answer.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'minutes_to_resolution', N'Clock minutes from opening to resolution.';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'satisfaction_score', N'How the customer rates the help, 1 (worst) to 5 (best).';
EXEC ops.set_description N'stg', N'TABLE', N'support_ticket_ready', N'changed_at_utc', N'When the source last changed the row. The latest change of a key wins.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'customer_span', NULL, N'When versions in dim.customer begin and end.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'customer_key', N'Surrogate key of the customer.; empty for a new version';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'valid_from_utc', N'First instant at which the version is valid.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'next_utc', N'When the next version begins; empty for the last.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'new_number', N'How many new versions there are up to this one.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'at_1', N'Last row of customer that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'newest_at_1', N'Newest row of customer that tells of the member.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'seen_1', N'Last word of complete files of customer on the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'newest_seen_1', N'Last word of complete files of customer on the member.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'at_2', N'Last row of profile that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'newest_at_2', N'Newest row of profile that tells of the member.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'seen_2', N'Last word of complete files of profile on the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_span', N'newest_seen_2', N'Last word of complete files of profile on the member.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'customer_version', NULL, N'Versions in dim.customer on their way there.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'customer_key', N'Surrogate key of the customer.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'customer_id', N'The customer''s own identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'subscribed_date', N'When the customer registered.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'country', N'Country name.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'country_code', N'Country code, ISO 3166-1 alpha-2 where the source has it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'postal_code', N'Postal code as the source writes it.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'city', N'City.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'gender', N'Gender as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'age', N'Age in years as given.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'geography_key', N'Place; -1 when unknown.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'segment', N'Segment that the shop has put the customer into.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'preferred_language', N'Language to write to the customer in.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'loyalty_points', N'Balance of the loyalty programme.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'since_utc', N'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'valid_from_utc', N'Start of the version, inclusive.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'valid_to_utc', N'End of the version, exclusive.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'is_current', N'The version that is valid now.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'customer_last_utc', N'Last row of customer that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'profile_last_utc', N'Last row of profile that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'customer_version', N'is_new', N'Not in the dimension yet.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'product_span', NULL, N'When versions in dim.product begin and end.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'since_utc', N'When the source changed the row; 1900-01-01 where it does not say.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'product_key', N'Surrogate key of the product.; empty for a new version';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'valid_from_utc', N'First instant at which the version is valid.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'next_utc', N'When the next version begins; empty for the last.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'new_number', N'How many new versions there are up to this one.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'at_1', N'Last row of product that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'newest_at_1', N'Newest row of product that tells of the member.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'seen_1', N'Last word of complete files of product on the version.';
EXEC ops.set_description N'stg', N'TABLE', N'product_span', N'newest_seen_1', N'Last word of complete files of product on the member.';
GO

EXEC ops.set_description N'stg', N'TABLE', N'product_version', NULL, N'Versions in dim.product on their way there.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'product_key', N'Surrogate key of the product.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'product_id', N'The product''s identifier.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'product_name', N'Name shown in the shop.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'category', N'Category; empty when the source gives none.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'brand', N'Brand.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'list_price', N'Price in the catalogue.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'weight_g', N'Weight in grams.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'length_cm', N'Length in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'height_cm', N'Height in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'width_cm', N'Width in centimetres.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'changed_at_utc', N'When the source changed the row. Its state holds from then on; without it, from 1900-01-01.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'since_utc', N'Change of the source that began the version, 1900-01-01 where it does not say; empty when inferred.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'valid_from_utc', N'Start of the version, inclusive.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'valid_to_utc', N'End of the version, exclusive.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'is_current', N'The version that is valid now.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'is_deleted', N'The source does not have it any more.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'is_inferred', N'Known only because another row names it; its own row has not come yet.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'product_last_utc', N'Last row of product that tells of the version.';
EXEC ops.set_description N'stg', N'TABLE', N'product_version', N'is_new', N'Not in the dimension yet.';
GO

EXEC ops.set_description N'ops', N'TABLE', N'last_commit', NULL, N'The last transaction that a writer committed, by which a connection lost during COMMIT is settled.';
EXEC ops.set_description N'ops', N'TABLE', N'last_commit', N'slot', N'Place of the writer; each has one row.';
EXEC ops.set_description N'ops', N'TABLE', N'last_commit', N'token', N'What names the transaction.';
EXEC ops.set_description N'ops', N'TABLE', N'last_commit', N'committed_utc', N'When it was about to commit.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', NULL, N'How many customers ordered for the first time, and how many came back, by month. Grain: one row per month in which a known customer ordered.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'ordering_customers', N'Customers with at least one order in the month; not additive over months.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'new_customers', N'Customers whose first order is in the month.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'returning_customers', N'Customers of the month who had ordered in an earlier month; not additive over months.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'new_share', N'Share of the month''s customers that are new, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_acquisition', N'cumulative_customers', N'Customers acquired up to and including the month; an unknown month comes last.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', NULL, N'Every review once, however many orders it speaks of. The review views read this one. Grain: one row per review.';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'review_id', N'Identifier of the review.';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'created_date_key', N'Date of the review as a key of dim.date; -1 when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'month_start', N'First day of the month of the review; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'month_label', N'Month of the review as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'score', N'1 (worst) to 5 (best).';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'sentiment', N'positive, neutral or negative.';
EXEC ops.set_description N'mart', N'VIEW', N'distinct_review', N'comments', N'1 when the review has a title or a text, else 0.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'order_rating', NULL, N'What was said of each order, and how its delivery went. The satisfaction views read this one. Grain: one row per order.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'order_key', N'Key of the order.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'order_id', N'Identifier of the order.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'delivery_outcome', N'early, on the day, late, no promise or not delivered.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'ratings', N'Reviews of the order.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'score_total', N'Scores of the ratings added up.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'positive_ratings', N'Ratings of 4 and 5.';
EXEC ops.set_description N'mart', N'VIEW', N'order_rating', N'negative_ratings', N'Ratings of 1 and 2.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', NULL, N'How satisfied customers are with their orders, and how many of these came late, by month and country. Grain: one row per month of the purchase and customer country.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'orders', N'Orders.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'reviewed_orders', N'Orders with at least one review.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'reviewed_share', N'Share of the orders that have a review, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'ratings', N'Reviews of the orders.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'average_score', N'Average score of the ratings, rounded to four digits; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'positive_ratings', N'Ratings of 4 and 5.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'positive_share', N'Share of the ratings that are positive, 0 to 1; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'negative_ratings', N'Ratings of 1 and 2.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'negative_share', N'Share of the ratings that are negative, 0 to 1; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'net_satisfaction', N'Positive share less negative share, -1 to 1; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'promised_deliveries', N'Delivered orders that had a promised date.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'late_deliveries', N'Orders delivered after the promised date.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction', N'late_share', N'Share of the promised deliveries that came late, 0 to 1; empty without promised deliveries.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', NULL, N'What late deliveries do to satisfaction: the same figures by how the delivery went. Grain: one row per delivery outcome with at least one order.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'delivery_outcome', N'early, on the day, late, no promise or not delivered.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'orders', N'Orders.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'reviewed_orders', N'Orders with at least one review.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'reviewed_share', N'Share of the orders that have a review, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'ratings', N'Reviews of the orders.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'average_score', N'Average score of the ratings, rounded to four digits; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'positive_ratings', N'Ratings of 4 and 5.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'positive_share', N'Share of the ratings that are positive, 0 to 1; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'negative_ratings', N'Ratings of 1 and 2.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'negative_share', N'Share of the ratings that are negative, 0 to 1; empty without ratings.';
EXEC ops.set_description N'mart', N'VIEW', N'customer_satisfaction_by_delivery', N'net_satisfaction', N'Positive share less negative share, -1 to 1; empty without ratings.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', NULL, N'Where orders stand: how many have which status. Grain: one row per order status with at least one order.';
EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', N'order_status', N'Status as the orders name it, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', N'sort_order', N'Place of the status in the life of an order, for sorting.';
EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', N'counts_as_revenue', N'Whether the items of these orders count as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', N'orders', N'Orders.';
EXEC ops.set_description N'mart', N'VIEW', N'order_status_distribution', N'share_of_orders', N'Share of all orders, 0 to 1, rounded to four digits.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', NULL, N'Order volume by day. Grain: one row per day with at least one order.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'purchased_date_key', N'Date of the purchase as a key of dim.date; -1 when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'purchased_date', N'Date of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'month_start', N'First day of its month; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'month_label', N'Its month as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'day_name', N'English name of the weekday, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'orders', N'Orders.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_day', N'revenue_orders', N'Orders whose status counts as revenue.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', NULL, N'Order volume by month. Grain: one row per month with at least one order.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', N'orders', N'Orders, whatever became of them.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', N'revenue_orders', N'Orders whose status counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'orders_by_month', N'days_with_orders', N'Days with at least one order.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', NULL, N'What was paid by which means. Grain: one row per payment type with at least one payment that is paid.';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'payment_type', N'Means of payment as the payments name it, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'paid', N'Amount paid.';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'payments', N'Paid payments.';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'orders', N'Distinct orders with a paid payment of the type; not additive, for an order may be paid by two means.';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'average_instalments', N'Average number of instalments, rounded to four digits; empty when no payment names one.';
EXEC ops.set_description N'mart', N'VIEW', N'paid_by_payment_type', N'share_of_paid', N'Share of all amounts paid, 0 to 1, rounded to four digits.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', NULL, N'How many payments succeed, by month, means of payment and customer country. Grain: one row per month of the purchase, payment type and customer country with at least one payment.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'payment_type', N'Means of payment as the payments name it, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'payments', N'Payments of every status.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'paid_payments', N'Payments that are paid.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'failed_payments', N'Payments that failed.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'pending_payments', N'Payments that are pending.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'refunded_payments', N'Payments that were refunded.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'other_payments', N'Payments with a status that nobody listed.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'success_rate', N'Share of the paid and failed payments that are paid, 0 to 1, rounded to four digits; empty without any.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'paid', N'Amount paid.';
EXEC ops.set_description N'mart', N'VIEW', N'payment_success_by_month', N'failed', N'Amount of the payments that failed.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', NULL, N'The order items that count as revenue, with what revenue is reported by. The revenue views read this one, so that the rule stands in one place. Grain: one row per order item whose order counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'order_key', N'Key of the order.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'order_id', N'Identifier of the order.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'line_number', N'Number of the line within its order.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'purchased_date_key', N'Date of the purchase as a key of dim.date.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'product_key', N'Key of the product, in the version of the purchase; -1 when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'seller_key', N'Key of the seller; -1 when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'category', N'Category that the product had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'segment', N'Segment that the customer had at the purchase, or (unknown), as of customers without a profile.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'quantity', N'Pieces.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'revenue', N'Revenue of the line.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'freight', N'Freight of the line.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_line', N'gross', N'Revenue and freight of the line.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', NULL, N'How much of each product each seller has by the latest count, how old that count is, and how long the stock lasts. Grain: one row per product and seller that was ever counted.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'product_id', N'Identifier of the product.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'product_name', N'Name of the product, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'category', N'Category that the product had at the count, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'seller_id', N'Identifier of the seller.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'seller_name', N'Trading name of the seller, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'snapshot_date', N'Day of the latest snapshot.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'age_days', N'Days from it to the newest snapshot of all.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'on_hand', N'Pieces on hand.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'reserved', N'Pieces of these that are promised to orders.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'available', N'Pieces on hand that are not reserved.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'reorder_point', N'Available pieces at which more is to be ordered; empty when nobody says.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'must_reorder', N'Whether the available pieces are down to the reorder point; empty without one.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'stock_value', N'Pieces on hand times unit cost; empty without a unit cost.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'sold_in_30_days', N'Pieces sold in the 30 days that end with the snapshot''s day.';
EXEC ops.set_description N'mart', N'VIEW', N'latest_stock', N'days_of_cover', N'Days that the available pieces last at that rate, rounded to four digits; 0 when none are available.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', NULL, N'Revenue, with freight and gross beside it, by product category. Grain: one row per category with at least one item that counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'category', N'Category that the product had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'orders', N'Distinct orders with an item of the category; not additive.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'items', N'Order items (lines).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'pieces', N'Pieces: the quantities of the lines added up.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'revenue', N'Revenue, without freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'freight', N'Freight of the same items.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'gross', N'Revenue and freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_category', N'revenue_share', N'Share of all revenue, 0 to 1, rounded to four digits.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', NULL, N'Revenue, with freight and gross beside it, by customer country. Grain: one row per country with at least one item that counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'orders', N'Distinct orders with at least one item.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'items', N'Order items (lines).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'pieces', N'Pieces: the quantities of the lines added up.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'revenue', N'Revenue, without freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'freight', N'Freight of the same items.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'gross', N'Revenue and freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_country', N'revenue_share', N'Share of all revenue, 0 to 1, rounded to four digits.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', NULL, N'Revenue, with freight and gross beside it, by month. Grain: one row per month with at least one item that counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'orders', N'Distinct orders with at least one item.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'items', N'Order items (lines).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'pieces', N'Pieces: the quantities of the lines added up.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'revenue', N'Revenue, without freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'freight', N'Freight of the same items.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'gross', N'Revenue and freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month', N'average_order', N'Average revenue of an order, without freight.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', NULL, N'Revenue, with freight and gross beside it, by month, product category and customer country. Grain: one row per month, category and country with at least one item that counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'category', N'Category that the product had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'country', N'Country that the customer had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'orders', N'Distinct orders with an item in this row; not additive over categories.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'items', N'Order items (lines).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'pieces', N'Pieces: the quantities of the lines added up.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'revenue', N'Revenue, without freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'freight', N'Freight of the same items.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_category_country', N'gross', N'Revenue and freight.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', NULL, N'Revenue, with freight and gross beside it, by month and customer segment. Grain: one row per month and segment with at least one item that counts as revenue.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'month_start', N'First day of the month of the purchase; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'month_label', N'Month of the purchase as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'segment', N'Segment that the customer had at the purchase, or (unknown), as of customers without a profile.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'orders', N'Distinct orders with at least one item.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'items', N'Order items (lines).';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'pieces', N'Pieces: the quantities of the lines added up.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'revenue', N'Revenue, without freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'freight', N'Freight of the same items.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'gross', N'Revenue and freight.';
EXEC ops.set_description N'mart', N'VIEW', N'revenue_by_month_segment', N'average_order', N'Average revenue of an order, without freight.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', NULL, N'How many reviews arrived, how good they were and how many say something, by month and sentiment. Grain: one row per month of the review and sentiment with at least one review.';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'month_start', N'First day of the month of the review; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'month_label', N'Month of the review as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'sentiment', N'positive (4 and 5), neutral (3) or negative (1 and 2).';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'reviews', N'Distinct reviews.';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'share_of_month', N'Share of the month''s reviews, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'average_score', N'Average score, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'reviews_by_month_and_sentiment', N'reviews_with_comment', N'Distinct reviews with a title or a text.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', NULL, N'How much of each product was in stock on each day on which it was counted. Grain: one row per product and day with at least one snapshot.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'snapshot_date_key', N'Day as a key of dim.date.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'snapshot_date', N'Day.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'month_start', N'First day of its month.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'month_label', N'Its month as yyyy-mm.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'product_id', N'Identifier of the product.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'product_name', N'Name of the product, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'category', N'Category that the product had at the last count of the day, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'sellers', N'Sellers who counted the product on the day; fewer than on other days means that some did not.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'on_hand', N'Pieces on hand; not additive over days.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'reserved', N'Pieces of these that are promised to orders; not additive over days.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'available', N'Pieces on hand that are not reserved; not additive over days.';
EXEC ops.set_description N'mart', N'VIEW', N'stock_by_product_and_day', N'stock_value', N'Value of the pieces on hand; not additive over days; empty when no snapshot names a unit cost.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', NULL, N'What became of each support ticket, with what tickets are reported by. The ticket views read this one. Grain: one row per ticket.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'ticket_id', N'Identifier of the ticket.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'opened_date_key', N'Date of the opening as a key of dim.date.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'month_start', N'First day of the month of the opening; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'month_label', N'Month of the opening as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'country', N'Country that the customer had at the opening, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'category', N'Category that the product had at the opening, or (unknown), as when the ticket names no product.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'issue_category', N'Group of the issue, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'issue', N'What it is about, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'channel', N'How the customer asked, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'priority', N'Priority as the source writes it, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'resolved', N'1 when it is resolved, else 0.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'minutes_to_first_response', N'Minutes from opening to the first answer.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'minutes_to_resolution', N'Minutes from opening to resolution.';
EXEC ops.set_description N'mart', N'VIEW', N'ticket_outcome', N'satisfaction_score', N'How the customer rated the help, 1 (worst) to 5 (best).';
GO

EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', NULL, N'What customers ask support for, how many of their tickets are resolved and how fast, by issue. Grain: one row per issue with at least one ticket.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'issue_category', N'Group of the issue, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'issue', N'What the tickets are about, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'tickets', N'Tickets.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'share_of_tickets', N'Share of all tickets, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'resolved_tickets', N'Tickets that are resolved.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'open_tickets', N'Tickets that are still open.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'resolved_share', N'Share of the tickets that are resolved, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'average_minutes_to_first_response', N'Average, rounded to four digits; empty when no ticket was answered.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'average_minutes_to_resolution', N'Average, rounded to four digits; empty when no ticket has a time.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'median_minutes_to_resolution', N'Median, rounded to four digits; empty when no ticket has a time.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'rated_tickets', N'Tickets with a satisfaction score.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_issue', N'average_satisfaction', N'Average score, rounded to four digits; empty without scores.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', NULL, N'What customers ask support for, how many of their tickets are resolved and how fast, by month and issue. Grain: one row per month of the opening and issue with at least one ticket.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'month_start', N'First day of the month of the opening; empty when unknown.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'month_label', N'Month of the opening as yyyy-mm, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'issue_category', N'Group of the issue, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'issue', N'What the tickets are about, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'tickets', N'Tickets.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'resolved_tickets', N'Tickets that are resolved.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'open_tickets', N'Tickets that are still open.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'resolved_share', N'Share of the tickets that are resolved, 0 to 1, rounded to four digits.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'average_minutes_to_first_response', N'Average, rounded to four digits; empty when no ticket was answered.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'average_minutes_to_resolution', N'Average, rounded to four digits; empty when no ticket has a time.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'median_minutes_to_resolution', N'Median, rounded to four digits; empty when no ticket has a time.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'rated_tickets', N'Tickets with a satisfaction score.';
EXEC ops.set_description N'mart', N'VIEW', N'tickets_by_month_and_issue', N'average_satisfaction', N'Average score, rounded to four digits; empty without scores.';
GO

EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', NULL, N'Which product categories customers review most, and how they score them. Grain: one row per product category with at least one review.';
EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', N'category_rank', N'1 for the most reviewed category; no two categories share a rank.';
EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', N'category', N'Category that the product had at the purchase, or (unknown).';
EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', N'reviews', N'Distinct reviews; not additive.';
EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', N'share_of_reviews', N'Share of all distinct reviews, 0 to 1; together the shares may exceed 1.';
EXEC ops.set_description N'mart', N'VIEW', N'top_reviewed_categories', N'average_score', N'Average score of the distinct reviews, rounded to four digits.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'impossible_stock', NULL, N'Stock that cannot be Fewer than no pieces are on hand, or more are reserved than there are. The stock views show the figures as they came. Often sales were booked before the delivery, or reservations of canceled orders were not given back; correct them in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'impossible_stock', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'impossible_stock', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'inferred_members', NULL, N'Members that only other rows name A profile, an order, an item, a stock count or a ticket names this customer, product or seller, or one of these names this place, but its own row has not come, so its attributes are empty, but for those of a profile, and reports show it as (unknown). Load the row: the member is completed in place and nothing else needs loading again. A customer named alias:... is known only by another identifier.';
EXEC ops.set_description N'checks', N'VIEW', N'inferred_members', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'inferred_members', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'item_without_product', NULL, N'Order items without a product The item names no product. Its revenue counts under the category (unknown). Correct the item in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'item_without_product', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'item_without_product', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'item_without_seller', NULL, N'Order items without a seller The item names no seller, so it is missing where reports speak of sellers. Correct the item in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'item_without_seller', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'item_without_seller', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'order_without_items', NULL, N'Orders without items The order has no items, so it adds to order counts but to no revenue. Usual for unavailable and canceled orders; for others look for items that were refused or have not arrived.';
EXEC ops.set_description N'checks', N'VIEW', N'order_without_items', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'order_without_items', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'order_without_payment', NULL, N'Orders without payments The order has no payment of any status. Usual while an order is new; for shipped and delivered orders look for payments that were refused or have not arrived.';
EXEC ops.set_description N'checks', N'VIEW', N'order_without_payment', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'order_without_payment', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'payment_total_differs', NULL, N'Payments differ from items and freight The paid payments of the order do not add up to its items and freight; more than 0.01 is missing or too much. Orders of every status are compared, canceled ones too, if they have an item and a paid payment. Look for a missing or repeated payment or item in the source; vouchers and fees that the source books elsewhere are harmless.';
EXEC ops.set_description N'checks', N'VIEW', N'payment_total_differs', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'payment_total_differs', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'review_differs_between_orders', NULL, N'Reviews whose rows disagree The review speaks of several orders, and its score or date is not the same in each of its rows. Reports by review take the row with the lowest order_id. Correct the review in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'review_differs_between_orders', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'review_differs_between_orders', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'ticket_order_missing', NULL, N'Tickets about orders that are not there The ticket names an order that the warehouse does not have. The ticket counts all the same. Usual while an order is on its way; else the order was refused, or somebody mistyped its number.';
EXEC ops.set_description N'checks', N'VIEW', N'ticket_order_missing', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'ticket_order_missing', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'ticket_resolved_without_time', NULL, N'Resolved tickets without a time The ticket is resolved or closed, and nobody knows when. It counts as resolved and is missing from the times to resolution. Correct the ticket in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'ticket_resolved_without_time', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'ticket_resolved_without_time', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'unknown_customer', NULL, N'Orders without a customer The order names no customer. It counts in revenue and order volume under the country (unknown), and is left out of customer acquisition. Correct the order in the source.';
EXEC ops.set_description N'checks', N'VIEW', N'unknown_customer', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'unknown_customer', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'unlisted_order_status', NULL, N'Order statuses that nobody listed Orders carry a status that the model does not list (its sort_order is 99), or none. Their items count as revenue, because only canceled and unavailable do not. If the status is another spelling of one of those, map it in the feed; if it is new, list it in the model.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_order_status', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_order_status', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'unlisted_payment_status', NULL, N'Payment statuses that nobody listed Payments carry another status than paid, pending, failed or refunded. They do not count as paid. If the status is another spelling of one of these, map it in the feed.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_payment_status', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_payment_status', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'unlisted_ticket_status', NULL, N'Ticket statuses that nobody listed Tickets carry another status than open, pending, resolved or closed. They do not count as resolved. If the status is another spelling of one of these, map it in the feed.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_ticket_status', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'unlisted_ticket_status', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'wrong_date_order', NULL, N'Dates of an order are in the wrong order The order was approved, shipped or delivered before it was placed, or delivered before it was shipped. Its days to approve, ship or deliver are wrong. Correct the date in the source; often it is a time zone or a typing error.';
EXEC ops.set_description N'checks', N'VIEW', N'wrong_date_order', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'wrong_date_order', N'detail', N'What is wrong with it.';
GO

EXEC ops.set_description N'checks', N'VIEW', N'wrong_ticket_dates', NULL, N'Dates of a ticket are in the wrong order The ticket was answered or resolved before it was opened. Averages and medians leave that time out. Correct it in the source; often it is a time zone or a typing error.';
EXEC ops.set_description N'checks', N'VIEW', N'wrong_ticket_dates', N'subject', N'Natural key of the offending row.';
EXEC ops.set_description N'checks', N'VIEW', N'wrong_ticket_dates', N'detail', N'What is wrong with it.';
GO

DROP PROCEDURE ops.set_description;
GO
