import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const count = z.int().nonnegative();

const truthSchema = z.looseObject({
  entities: z.record(
    z.string(),
    z.strictObject({
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
    }),
  ),
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

export async function readTruth(directory: string): Promise<Truth> {
  return truthSchema.parse(JSON.parse(await readFile(join(directory, 'truth.json'), 'utf8')));
}

/** Class counts of an entity as `ops.batch` has them: `accepted` is not stored, reasons stand in quarantine. */
export function storedCounts(truth: Truth, entity: string): Readonly<Record<string, number>> {
  const { quarantined_by_code: _codes, accepted: _accepted, ...counts } = truth.entities[entity] ?? {};
  return Object.fromEntries(Object.entries(counts).map(([name, value]) => [name, Number(value)]));
}
