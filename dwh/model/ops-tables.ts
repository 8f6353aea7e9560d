import { KEY_TEXT_LENGTH } from '../../core/key-text.ts';
import type { SqlType, Table, TableColumn } from './table.ts';

const col = (name: string, type: SqlType, description: string, nullable = false): TableColumn => ({
  name,
  type,
  nullable,
  description,
});

function opsTable(
  name: string,
  description: string,
  primaryKey: readonly string[],
  columns: readonly TableColumn[],
): Table {
  return { schema: 'ops', name, description, columns, primaryKey, unique: [], indexes: [], foreignKeys: [] };
}

/** Classes that an input row is counted in, once; the columns of `ops.batch` are named `<class>_rows`. */
export const ROW_CLASSES = [
  'blank',
  'duplicate',
  'waiting',
  'quarantined',
  'inserted',
  'updated',
  'unchanged',
  'superseded',
] as const;

export type RowClass = (typeof ROW_CLASSES)[number];

const classColumns = ROW_CLASSES.map((name) => col(`${name}_rows`, 'bigint', `Input rows that are ${name}.`));

/** What the text of a refused row is: the row itself, what can be shown of it, or JSON of what was typed of it. */
export const RAW_FORMS = ['text', 'shown', 'typed'] as const;

export type RawForm = (typeof RAW_FORMS)[number];

export const runTable = opsTable(
  'run',
  'Runs of the pipeline.',
  ['run_id'],
  [
    col('run_id', 'int', 'Number of the run.'),
    col('command', 'nvarchar(400)', 'What was asked for.'),
    col('status', 'nvarchar(20)', 'running, succeeded, failed or interrupted.'),
    col('started_utc', 'datetime2(3)', 'Start.'),
    col('ended_utc', 'datetime2(3)', 'End.', true),
    col('error_code', 'nvarchar(40)', 'Code of the error that ended it.', true),
    col('error_message', 'nvarchar(2000)', 'Message of the error that ended it.', true),
  ],
);

export const stepTable = opsTable(
  'step',
  'Steps of runs.',
  ['run_id', 'step_number'],
  [
    col('run_id', 'int', 'The run.'),
    col('step_number', 'int', 'Order within the run.'),
    col('name', 'nvarchar(100)', 'What the step did, e.g. stage order_item.'),
    col('status', 'nvarchar(20)', 'succeeded or failed.'),
    col('started_utc', 'datetime2(3)', 'Start.'),
    col('duration_ms', 'int', 'Duration in milliseconds.'),
    col('detail', 'nvarchar(2000)', 'What a person should know.', true),
  ],
);

export const batchTable = opsTable(
  'batch',
  'Batches: what one run staged of one entity. Each input row is counted in exactly one class.',
  ['batch_id'],
  [
    col('batch_id', 'int', 'Number of the batch.'),
    col('entity', 'nvarchar(40)', 'The entity.'),
    col('run_id', 'int', 'The run that staged it.'),
    col(
      'status',
      'nvarchar(20)',
      'loading (garbage unless its run is alive), staged, published, or abandoned by a run that was stopped.',
    ),
    col('staged_utc', 'datetime2(3)', 'When it was complete.', true),
    col('published_utc', 'datetime2(3)', 'When its rows were in the star.', true),
    col('read_rows', 'bigint', 'Input rows.'),
    ...classColumns,
    col(
      'deleted_rows',
      'bigint',
      'Stored rows that its complete files no longer hold; no input rows. Empty before it was kept.',
      true,
    ),
    col(
      'returned_rows',
      'bigint',
      'Deleted rows that its complete files hold again; no input rows of their own. Empty before it was kept.',
      true,
    ),
  ],
);

export const sourceFileTable = opsTable(
  'source_file',
  'Ledger of input files: each content is taken once per feed.',
  ['source_id'],
  [
    col('source_id', 'int', 'Number of the file; the order in which files were first taken.'),
    col('feed', 'nvarchar(100)', 'The feed that reads it.'),
    col('path', 'nvarchar(400)', "Path within the source's directory."),
    col('bytes', 'bigint', 'Size.'),
    col('content_hash', 'nvarchar(64)', 'SHA-256 of the content.'),
    col('batch_id', 'int', 'The batch that took it first.'),
    col('taken_utc', 'datetime2(3)', 'When that batch was complete.'),
    col(
      'layout',
      'nvarchar(max)',
      'Its format and columns as JSON, by which its refused rows can be typed again; empty when taken before it was kept.',
      true,
    ),
    col('modified_utc', 'datetime2(3)', 'When the file was last changed; empty when taken before it was kept.', true),
  ],
);

export const completeFileTable = opsTable(
  'complete_file',
  'Files that are their whole entity, each time one was read: keys they lack are deleted, keys they hold again return.',
  ['batch_id', 'source_id'],
  [
    col('batch_id', 'int', 'The batch.'),
    col('source_id', 'int', 'The file, as in ops.source_file.'),
    col('entity', 'nvarchar(40)', 'The entity.'),
    col(
      'as_of_utc',
      'datetime2(3)',
      'The instant that it speaks of: its last change, but after that of the file before.',
    ),
    col('is_late', 'bit', 'It is older than a file taken before it.'),
    col('is_known', 'bit', 'It was read again.'),
    col('refused_rows', 'bigint', 'Its refused rows, of which each may be a key that seems to be missing.'),
    col('max_deleted_share', 'decimal(9, 4)', 'Share of the keys that it may delete.'),
    col(
      'verdict',
      'nvarchar(10)',
      'whole: it deleted what it lacks; else it deleted nothing and only let keys return: refused, because rows were refused; guard, because it lacks too many; late, because it came after a newer one. Empty until it is published.',
      true,
    ),
    col('judged_run_id', 'int', 'The run that published it.', true),
  ],
);

export const sourceColumnTable = opsTable(
  'source_column',
  "What the columns of a feed's files have looked like; a file that differs is a row of ops.schema_change.",
  ['feed', 'column_name', 'physical_type'],
  [
    col('feed', 'nvarchar(100)', 'The feed.'),
    col('column_name', 'nvarchar(100)', "The file's column; its first 100 characters."),
    col(
      'physical_type',
      'nvarchar(40)',
      'Its type, where the format has types, else text; missing: mapped and not there; refused: new, and rows with a value there are refused.',
    ),
    col('is_current', 'bit', 'Whether the file read last had it so.'),
    col('first_source_id', 'int', 'The first file that had it so, as in ops.source_file.'),
    col('first_run_id', 'int', 'The run that read it.'),
    col('first_seen_utc', 'datetime2(3)', 'When.'),
  ],
);

export const schemaChangeTable = opsTable(
  'schema_change',
  'Differences between files and those before them, or what their mapping asks for, each once when it was met.',
  ['change_id'],
  [
    col('change_id', 'int', 'Number of the change.'),
    col('run_id', 'int', 'The run that met it.'),
    col('batch_id', 'int', 'The batch the file is in.'),
    col('feed', 'nvarchar(100)', 'The feed that reads the file.'),
    col('source_id', 'int', 'The file, as in ops.source_file.'),
    col('path', 'nvarchar(400)', "Path of the file within the source's directory."),
    col('column_name', 'nvarchar(100)', "The file's column; its first 100 characters."),
    col('change_kind', 'nvarchar(20)', 'new_column, missing_column or changed_type.'),
    col('contract_mode', 'nvarchar(20)', 'What the contract said to do: evolve, freeze or quarantine.'),
    col('affected_rows', 'bigint', 'Input rows it changed or refused; NULL where they are not counted.', true),
    col('description', 'nvarchar(1000)', 'What is different and what was done.'),
    col('sample', 'nvarchar(400)', 'A value and why it is not of the type.', true),
    col('met_utc', 'datetime2(3)', 'When the batch was complete.'),
  ],
);

/** What happens to a refused row after it was refused. */
const laterColumns: readonly TableColumn[] = [
  col(
    'status',
    'nvarchar(20)',
    'open; replayed once a replay let it in; read_again once its file was read again, replaced once its file had another content, which then said anew what is refused.',
  ),
  col('attempts', 'int', 'How often it was replayed; empty for never.', true),
  col('tried_run_id', 'int', 'Run that replayed it last.', true),
  col('tried_utc', 'datetime2(3)', 'When it was replayed last, or refused again after it had waited.', true),
  col('outcome', 'nvarchar(20)', 'Class that it fell into once it was let in.', true),
  col(
    'is_overtaken',
    'bit',
    'A newer row of its key and time of change went into the star while it was refused, so that it changes nothing stored; empty otherwise.',
    true,
  ),
  col(
    'earlier_problems',
    'nvarchar(max)',
    'The problems it had before, where a replay found others; oldest first.',
    true,
  ),
];

export const quarantineTable = opsTable(
  'quarantine',
  'Input rows that were not let in, each once, with every problem it has.',
  ['quarantine_id'],
  [
    col('quarantine_id', 'int', 'Number of the refused row.'),
    col('batch_id', 'int', 'The batch it came with.'),
    col('entity', 'nvarchar(40)', 'The entity it was to be.'),
    col('source_id', 'int', 'The file, as in ops.source_file.'),
    col('source_row', 'bigint', 'Row number in the file.'),
    col('reason_code', 'nvarchar(40)', 'Code of its first problem.'),
    col('column_name', 'nvarchar(100)', 'Column of its first problem.', true),
    col('problems', 'nvarchar(4000)', 'All its problems, one a line: column, code and detail.'),
    col('raw_text', 'nvarchar(max)', 'The row as it was read.'),
    col('quarantined_utc', 'datetime2(3)', 'When it was refused first.'),
    col(
      'raw_form',
      'nvarchar(10)',
      `What raw_text is: ${RAW_FORMS.join(', ')}. Exact as in the file (of Parquet the mapped columns as JSON); with bytes that are not UTF-8 shown as \\xNN; or JSON of typed values. Empty when refused before it was kept.`,
      true,
    ),
    col(
      'natural_key',
      `nvarchar(${KEY_TEXT_LENGTH})`,
      'Its key, columns joined by |, where it and its time of change could be typed; empty when refused before it was kept.',
      true,
    ),
    col('changed_at_utc', 'datetime2(3)', 'When the source changed it, where its key is kept and it says so.', true),
    ...laterColumns,
  ],
);

export const checkResultTable = opsTable(
  'check_result',
  'Results of checks.',
  ['run_id', 'check_name', 'entity'],
  [
    col('run_id', 'int', 'The run.'),
    col('check_name', 'nvarchar(100)', 'The check.'),
    col('entity', 'nvarchar(40)', 'The entity it is about.'),
    col('severity', 'nvarchar(20)', 'quarantine, report or stop.'),
    col('failed_rows', 'bigint', 'Rows it found.'),
    col('sample', 'nvarchar(4000)', 'Up to five of them.', true),
    col('checked_utc', 'datetime2(3)', 'When.'),
  ],
);

export const viewTextTable = opsTable(
  'view_text',
  'Report views, and scripts such as those of roles, as they were last applied.',
  ['view_name'],
  [
    col('view_name', 'nvarchar(200)', 'Schema-qualified name of a view, or name of a script.'),
    col('text_hash', 'nvarchar(64)', 'SHA-256 of its text and descriptions.'),
  ],
);

export const publicationTable = opsTable(
  'publication',
  'When staged rows of an entity went into the star, where that changed anything, and when a replay put refused rows back in staging: what a rebuild repeats.',
  ['publication_id'],
  [
    col('publication_id', 'int', 'Number of the publication, in their order.'),
    col('run_id', 'int', 'The run that published; each publishes an entity once, and replays it at most once.'),
    col('kind', 'nvarchar(10)', 'publish or replay.'),
    col('entity', 'nvarchar(40)', 'The entity.'),
    col('published_utc', 'datetime2(3)', 'When.'),
    col('waiting_since_utc', 'datetime2(3)', 'Rows that began to wait before this instant waited no longer.'),
  ],
);

export const givenKeyTable = opsTable(
  'given_key',
  'The highest surrogate keys given in dimensions that can lose rows: a key is never given again.',
  ['dimension'],
  [
    col('dimension', 'nvarchar(100)', 'Name of the dimension, e.g. product.'),
    col('last_key', 'int', 'The highest key when rows were last removed; keys in the dimension may be higher.'),
  ],
);

export const bronzeTable = opsTable(
  'bronze',
  'Where the batches are kept as Parquet, at most one row.',
  ['archive_id'],
  [
    col('archive_id', 'nvarchar(36)', 'The same as in bronze.json of the folder.'),
    col(
      'rebuilt_from',
      'nvarchar(36)',
      'The bronze this warehouse is being rebuilt from; empty when that is done.',
      true,
    ),
  ],
);

/** Staged before a batch is complete, then moved to ops.quarantine with it. */
export const rejectedRowTable: Table = {
  ...quarantineTable,
  columns: quarantineTable.columns.filter(
    (column) => column.name !== 'quarantine_id' && !laterColumns.includes(column),
  ),
  schema: 'stg',
  name: 'rejected_row',
  description: 'Refused rows of batches that are being staged.',
  primaryKey: [],
};

/** Class of each staged row that does not reach the star as the winner of its key. */
export const rowClassTable: Table = {
  schema: 'stg',
  name: 'row_class',
  description: 'Classes of staged rows that are settled before the star is touched.',
  columns: [
    col('batch_id', 'int', 'The batch.'),
    col('row_id', 'int', 'The row within it.'),
    col('row_class', 'nvarchar(20)', 'duplicate, superseded, unchanged or waiting; quarantined after that.'),
  ],
  primaryKey: [],
  unique: [],
  indexes: [],
  foreignKeys: [],
};

export const opsTables: readonly Table[] = [
  runTable,
  stepTable,
  batchTable,
  sourceFileTable,
  completeFileTable,
  sourceColumnTable,
  schemaChangeTable,
  quarantineTable,
  checkResultTable,
  viewTextTable,
  publicationTable,
  givenKeyTable,
  bronzeTable,
  rejectedRowTable,
  rowClassTable,
];
