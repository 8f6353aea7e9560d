import { z } from 'zod';
import { CONTRACT_MODES } from '../schema-change.ts';

/** Raised when a reader of today would misunderstand what is written then. */
export const BRONZE_FORMAT = 1;

const utc = z.string().regex(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{3}$/);
const count = z.int().nonnegative();
const format = z.literal(BRONZE_FORMAT);

const columnSchema = z.strictObject({
  name: z.string(),
  type: z.enum(['text', 'int', 'decimal', 'date', 'datetime']),
  /** Of a decimal. */
  precision: z.int().positive().optional(),
  scale: z.int().nonnegative().optional(),
});

const fileSchema = z.strictObject({
  /** Within the folder of the batch or supplement. */
  name: z.string().regex(/^[\w-]+\.parquet$/),
  kind: z.enum(['rows', 'refused']),
  rows: count,
  bytes: count,
  /** SHA-256, hex. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const unitSchema = z.strictObject({
  feed: z.string(),
  path: z.string(),
  bytes: count,
  contentHash: z.string(),
  sourceId: z.int(),
  /** Its format and columns, as in `ops.source_file`. */
  layout: z.string().nullable(),
  /** An earlier batch took it first; `--full` read it again. */
  isKnown: z.boolean(),
  /** When the file was last changed. */
  modifiedUtc: utc.nullable(),
  /** Of a file that is its whole entity. */
  complete: z.strictObject({ maxDeletedShare: z.number().min(0).max(1), refusedRows: count }).nullable(),
});

/** What was remembered of the columns of a feed when the batch was complete, and the changes that its files brought. */
const feedSchema = z.strictObject({
  feed: z.string(),
  forms: z.array(
    z.strictObject({
      column: z.string(),
      physicalType: z.string(),
      isCurrent: z.boolean(),
      firstSourceId: z.int(),
    }),
  ),
  changes: z.array(
    z.strictObject({
      sourceId: z.int(),
      path: z.string(),
      column: z.string(),
      kind: z.enum(['new_column', 'missing_column', 'changed_type']),
      mode: z.enum(CONTRACT_MODES),
      rows: count.nullable(),
      description: z.string(),
      sample: z.string().nullable(),
    }),
  ),
});

const runSchema = z.strictObject({
  runId: z.int(),
  command: z.string(),
  startedUtc: utc,
});

const batchSchema = z.strictObject({
  format,
  batchId: z.int().positive(),
  entity: z.string().regex(/^[a-z_]+$/),
  /** The complete batch before it in the same warehouse, of whatever entity; null for the first. */
  previousBatchId: z.int().positive().nullable(),
  run: runSchema,
  /** When it was complete: `staged_utc` of `ops.batch`. */
  stagedUtc: utc,
  /** Input rows: `read` is the sum of the others. */
  counts: z.strictObject({ read: count, blank: count, quarantined: count, staged: count }),
  units: z.array(unitSchema),
  feeds: z.array(feedSchema),
  /** Of the staged rows, after `batch_id`, `row_id`, `source_id` and `source_row`. */
  columns: z.array(columnSchema),
  files: z.array(fileSchema),
});

/**
 * Refused rows of one entity that a replay typed again, as they were before the warehouse was asked which of them it
 * lets in: `rows` are those that are right, `refused` say what is wrong with the others.
 */
const supplementSchema = z.strictObject({
  format,
  entity: z.string().regex(/^[a-z_]+$/),
  run: runSchema,
  movedUtc: utc,
  /** Rows of batches that were complete before this instant did not wait for a parent. */
  waitingSinceUtc: utc,
  counts: z.strictObject({ staged: count, refused: count }),
  /** Rows that are blank as they were read then: file and row number. */
  blank: z.array(z.strictObject({ sourceId: z.int(), sourceRow: z.int() })),
  /** Of the staged rows, after `batch_id`, `row_id`, `source_id` and `source_row`. */
  columns: z.array(columnSchema),
  files: z.array(fileSchema),
});

/** What runs did beside reading: without it, rows that waited or came together could not fall into their classes again. */
const runRecordSchema = z.strictObject({
  format,
  run: runSchema.extend({ status: z.string(), endedUtc: utc.nullable(), errorCode: z.string().nullable() }),
  /** Batches that it completed. */
  batches: z.array(z.int()),
  /** In order. A replay put refused rows back in staging, and the supplement of the run and the entity holds them. */
  publications: z.array(
    z.strictObject({
      kind: z.enum(['publish', 'replay']),
      entity: z.string(),
      publishedUtc: utc,
      waitingSinceUtc: utc,
      /** What was found of complete files; one that is not here is judged anew. */
      verdicts: z.array(
        z.strictObject({
          batchId: z.int(),
          sourceId: z.int(),
          verdict: z.enum(['whole', 'refused', 'guard', 'late']),
        }),
      ),
    }),
  ),
});

const headSchema = z.strictObject({
  format,
  /** The same as in `ops.bronze` of the warehouse that writes here. */
  archiveId: z.string().min(1),
  createdUtc: utc,
  /** Runs up to this one were before the bronze, or are in the bronze that it continues. */
  afterRunId: z.int().nonnegative(),
  continues: z
    .strictObject({
      directory: z.string(),
      archiveId: z.string().min(1),
      /** The last batch and run that belong to this warehouse; the other may have gone on by itself. */
      lastBatchId: z.int().nonnegative(),
      lastRunId: z.int().nonnegative(),
    })
    .nullable(),
});

export type BronzeColumn = z.output<typeof columnSchema>;
export type BronzeFile = z.output<typeof fileSchema>;
export type BronzeUnit = z.output<typeof unitSchema>;
export type BronzeRun = z.output<typeof runSchema>;
export type BatchManifest = z.output<typeof batchSchema>;
export type SupplementManifest = z.output<typeof supplementSchema>;
/** What holds staged and refused rows. */
export type RowsManifest = BatchManifest | SupplementManifest;
export type RunRecord = z.output<typeof runRecordSchema>;
export type BronzeHead = z.output<typeof headSchema>;

/** Each throws what is wrong with the text, for a person. */
function parser<T>(schema: z.ZodType<T>): (text: string) => T {
  return (text) => {
    const parsed = schema.safeParse(JSON.parse(text), { reportInput: true });
    if (parsed.success) return parsed.data;
    throw new SyntaxError(parsed.error.issues.map(({ path, message }) => `${path.join('.')}: ${message}`).join('; '));
  };
}

export const parseBatchManifest = parser(batchSchema);
export const parseSupplementManifest = parser(supplementSchema);
export const parseRunRecord = parser(runRecordSchema);
export const parseBronzeHead = parser(headSchema);
