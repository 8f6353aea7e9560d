import { expect, test } from 'vitest';
import { formatReport } from './format-report.ts';
import { torture } from './torture.ts';

const KILLS = 25;
/** With this one, 25 kills come to every delivery. */
const SEED = 219;
/** It takes two to three minutes beside another worker on two cores; where many others use them too, far longer. */
const TIMEOUT_MS = 900_000;

test(
  `${KILLS} kills at drawn moments leave no trace in any warehouse`,
  async ({ signal }) => {
    const report = await torture({
      engine: 'duckdb',
      seed: SEED,
      kills: KILLS,
      onlyCase: null,
      signal,
      onProgress: () => {},
    });
    expect(report.failure, formatReport(report)).toBeNull();
    expect(report.kills).toBeGreaterThanOrEqual(KILLS);
  },
  TIMEOUT_MS,
);
