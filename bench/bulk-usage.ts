import { z } from 'zod';

export const loadUsageSchema = z.object({
  ms: z.number(),
  /** Of the client alone. */
  cpuMs: z.number(),
  /** Of the whole machine: client, server and whatever else was running. */
  busyMs: z.number(),
});

/** What one bulk load took. */
export type LoadUsage = z.infer<typeof loadUsageSchema>;
