import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const count = z.int().nonnegative();

const classes = z.strictObject({
  read: count,
  blank: count,
  duplicate: count,
  waiting: count,
  quarantined: count,
  quarantined_by_code: z.record(z.string(), count),
  accepted: count,
  inserted: count,
  updated: count,
  unchanged: count,
  superseded: count,
});

const truthSchema = z.looseObject({
  entities: z.record(z.string(), classes),
  facts: z.record(z.string(), count),
  dimensions: z.record(z.string(), z.strictObject({ members: count, versions: count, inferred: count })),
  figures: z.strictObject({
    revenue: z.string(),
    freight: z.string(),
    gross: z.string(),
    revenue_by_month: z.record(z.string(), z.string()),
    paid_by_type: z.record(z.string(), z.string()),
    orders_by_status: z.record(z.string(), count),
    stock_on_hand_by_day: z.record(z.string(), z.int()),
    tickets_by_issue: z.record(z.string(), count),
    tickets_resolved: count,
  }),
  findings: z.record(z.string(), count),
});

export type Truth = z.output<typeof truthSchema>;

const versionsSchema = z.strictObject({
  members_by_versions: z.record(z.string(), count),
  sample: z.array(z.strictObject({ key: z.string(), valid_from_utc: z.array(z.string()) })),
});

/** Of a shop that is told over days. */
const daysSchema = truthSchema.extend({
  days: count,
  files: z.array(z.looseObject({ name: z.string() })),
  by_day: z.array(
    z.strictObject({
      date: z.string(),
      entities: z.record(z.string(), classes),
      released: z.record(z.string(), z.record(z.string(), count)),
    }),
  ),
  versions: z.strictObject({ customer: versionsSchema, product: versionsSchema }),
  as_of: z.strictObject({
    revenue_by_country: z.record(z.string(), z.string()),
    revenue_by_segment: z.record(z.string(), z.string()),
    revenue_by_category: z.record(z.string(), z.string()),
  }),
});

export type DaysTruth = z.output<typeof daysSchema>;
export type ClassCounts = z.output<typeof classes>;

export async function readTruth(directory: string): Promise<Truth> {
  return truthSchema.parse(JSON.parse(await readFile(join(directory, 'truth.json'), 'utf8')));
}

export async function readDaysTruth(directory: string): Promise<DaysTruth> {
  return daysSchema.parse(JSON.parse(await readFile(join(directory, 'truth.json'), 'utf8')));
}

/** Class counts of an entity as `ops.batch` has them: `accepted` is not stored, reasons stand in quarantine. */
export function storedCounts(truth: Truth, entity: string): Readonly<Record<string, number>> {
  const counts = truth.entities[entity];
  return counts === undefined ? {} : asStored(counts);
}

export function asStored(truth: ClassCounts): Readonly<Record<string, number>> {
  const { quarantined_by_code: _codes, accepted: _accepted, ...counts } = truth;
  return counts;
}
