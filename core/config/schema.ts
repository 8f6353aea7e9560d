import { z } from 'zod';
import { CONTRACT_MODES } from '../schema-change.ts';

const timeZone = z.string().refine(isTimeZone, {
  error: (issue) => `"${String(issue.input)}" is not an IANA time zone such as "Europe/Berlin" or "UTC"`,
});

function isTimeZone(value: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value });
    return true;
  } catch {
    return false;
  }
}

const singleCharacter = z.string().length(1, 'must be one character');

/** How the text of a field is read. Set for a source, a feed or a column; the nearest wins. */
const readingShape = {
  nullMarkers: z.array(z.string()).optional().describe('Texts that mean "no value"; the empty text always does.'),
  decimalSeparator: z.enum(['.', ',']).optional().describe('Default ".".'),
  thousandsSeparator: z.enum(['.', ',', ' ', "'"]).optional().describe('Removed from numbers; default none.'),
  dateFormat: z.string().optional().describe('Tokens yyyy MM dd; default "yyyy-MM-dd".'),
  datetimeFormat: z
    .string()
    .optional()
    .describe('Tokens yyyy MM dd HH mm ss SSS and XXX (an offset or Z); default "yyyy-MM-dd HH:mm:ss".'),
  timeZone: timeZone.optional().describe('Zone of local times in this source; default "UTC".'),
  ambiguousTime: z
    .enum(['earlier', 'later', 'quarantine'])
    .optional()
    .describe('A local time that a clock change made happen twice; default "earlier".'),
  missingTime: z
    .enum(['forward', 'quarantine'])
    .optional()
    .describe('A local time that a clock change skipped; default "forward" (moved on by the gap).'),
};

const columnSchema = z.union([
  z.string(),
  z.strictObject({
    column: z.string().describe("The file's column."),
    ...readingShape,
    values: z.record(z.string(), z.string()).optional().describe('Replaces whole values, before typing.'),
    prefix: z.string().optional().describe('Put before a non-empty value, to keep made-up keys apart.'),
  }),
  z.strictObject({ constant: z.string().describe('The same text for every row.') }),
]);

const csvSchema = z.strictObject({
  type: z.literal('csv'),
  separator: singleCharacter.default(','),
  quote: z.union([singleCharacter, z.literal('')]).default('"'),
  escape: z.union([singleCharacter, z.literal('')]).default('"'),
  header: z.boolean().default(true).describe('Without a header, columns are named column0, column1, …'),
});

const formatSchema = z.discriminatedUnion('type', [
  csvSchema,
  z.strictObject({ type: z.literal('jsonl') }),
  z.strictObject({ type: z.literal('parquet') }),
]);

/** Share of the keys that a complete file may delete unless it says otherwise. */
export const DEFAULT_MAX_DELETED_SHARE = 0.5;

const completeSchema = z.union([
  z.boolean(),
  z.strictObject({
    maxDeletedShare: z
      .number()
      .min(0)
      .max(1)
      .default(DEFAULT_MAX_DELETED_SHARE)
      .describe('A file that would delete more of the keys, and ten or more or all, stops the run; 1: none does.'),
  }),
]);

const feedSchema = z.strictObject({
  entity: z.string(),
  files: z.union([z.string(), z.array(z.string()).min(1)]).describe('Names or globs, relative to the directory.'),
  format: formatSchema.optional(),
  optional: z.boolean().optional().describe('No matching file is not an error.'),
  complete: completeSchema
    .optional()
    .describe('Each file is the whole entity: keys it lacks are deleted softly, keys it holds again return.'),
  ...readingShape,
  columns: z.record(z.string(), columnSchema).describe('Contract column to file column.'),
  ignoreColumns: z
    .array(z.string())
    .optional()
    .describe('Columns of the file that are not loaded and are no news when they come or go.'),
});

const fileSourceSchema = z.strictObject({
  kind: z.literal('files'),
  directory: z.string(),
  format: formatSchema.default({ type: 'csv', separator: ',', quote: '"', escape: '"', header: true }),
  ...readingShape,
  feeds: z.array(feedSchema).min(1),
});

const contractMode = z.enum(CONTRACT_MODES);

const contractSchema = z.union([
  contractMode,
  z.strictObject({
    newColumns: contractMode
      .optional()
      .describe('A column that is neither mapped, ignored nor known; default "evolve".'),
    missingColumns: contractMode
      .optional()
      .describe('A mapped column that is not there; default "freeze", for JSON lines "evolve".'),
    changedTypes: contractMode
      .optional()
      .describe('Values that are not of the type of their column; default "quarantine".'),
  }),
]);

const securitySchema = z.strictObject({
  maskPersonalData: z.boolean().default(false).describe('Personal columns are masked for those who only read.'),
  rowAccess: z
    .enum(['off', 'country', 'seller'])
    .default('off')
    .describe('Which rows a reader sees: all, or those that security.row_access grants by country or by seller.'),
});

/**
 * What DuckDB may hold in memory before it spills to disk beside the database file. Node, its chunks and what DuckDB does
 * not count come on top: 400 MB in a load of 100,000 orders, 600 to 700 in the largest ones of docs/benchmarks.md.
 */
export const DEFAULT_MEMORY_LIMIT_MB = 400;

/** One to read, and the one before it for readers that still have it open. */
export const DEFAULT_READ_COPIES = 2;

const bronzeSchema = z.strictObject({
  enabled: z
    .boolean()
    .default(true)
    .describe(
      'Whether each batch is also kept as Parquet; without a directory, a server never does. What is loaded while this is off will be missing from every rebuild, also when it is on again.',
    ),
  directory: z
    .string()
    .min(1)
    .optional()
    .describe(
      'Folder of this warehouse alone; a relative path starts at the configuration file. Default for a DuckDB file: beside it, with ".bronze" added to its name; for a server: none. Another warehouse that --warehouse names has its own.',
    ),
  keepDays: z
    .number()
    .positive()
    .optional()
    .describe('Days after which a batch is removed, once all its rows are settled; default: kept for ever.'),
});

export const configSchema = z.strictObject({
  warehouse: z
    .string()
    .default('duckdb:warehouse.duckdb')
    .describe('duckdb:PATH, or mssql://USER:PASSWORD@HOST:1433/DATABASE?option=value.'),
  reportingTimeZone: timeZone.default('UTC').describe('Zone of the dates that reports show.'),
  waitingDays: z.number().positive().default(3).describe('Days a row waits for its parent before quarantine.'),
  memoryLimitMb: z
    .number()
    .int()
    .min(100)
    .default(DEFAULT_MEMORY_LIMIT_MB)
    .describe(
      'Megabytes of a DuckDB warehouse that may be in memory before DuckDB spills to disk; Storehouse needs 400 to 700 beside them. More is needed where a command ends with WAREHOUSE_MEMORY.',
    ),
  readCopies: z
    .number()
    .int()
    .min(0)
    .default(DEFAULT_READ_COPIES)
    .describe('Copies of a DuckDB warehouse that are kept for others to read while it is written; 0: runs make none.'),
  checks: z
    .record(z.string(), z.enum(['off', 'report', 'stop']))
    .default({})
    .describe('Severity of a check by name, where it is not to have its default.'),
  contracts: z
    .record(z.string(), contractSchema)
    .default({})
    .describe('What to do when files of an entity look different than before, by entity.'),
  security: securitySchema.prefault({}).describe('What readers see on SQL Server.'),
  bronze: bronzeSchema.prefault({}).describe('Where batches are kept as Parquet, and for how long.'),
  sources: z.record(z.string().regex(/^[a-z][a-z0-9_-]*$/), fileSourceSchema),
});

export type ConfigInput = z.input<typeof configSchema>;
export type Config = z.output<typeof configSchema>;
export type BronzeConfig = z.output<typeof bronzeSchema>;
export type SecurityConfig = z.output<typeof securitySchema>;
export type FileSourceConfig = z.output<typeof fileSourceSchema>;
export type FeedConfig = z.output<typeof feedSchema>;
export type ContractConfig = z.output<typeof contractSchema>;
export type ColumnMapping = z.output<typeof columnSchema>;
export type FileFormat = z.output<typeof formatSchema>;
