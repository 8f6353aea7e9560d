/** One test as a run left it. */
export interface TestOutcome {
  /** File, suites and test joined by ` > `; ends at the outermost suite that was skipped as a whole. */
  readonly name: string;
  readonly state: 'passed' | 'failed' | 'skipped' | 'not run';
  /** Said by the test when it skipped itself. */
  readonly note: string | undefined;
}

export interface TestTally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** A test that was to run and did not is a failure: silence must not look like success. */
export function countOutcomes(outcomes: readonly TestOutcome[], otherFailures: number): TestTally {
  const count = (state: TestOutcome['state']) => outcomes.filter((outcome) => outcome.state === state).length;
  return {
    passed: count('passed'),
    failed: count('failed') + count('not run') + otherFailures,
    skipped: count('skipped'),
  };
}

/** What was skipped, each suite once. Reasons stand in the names. */
export function skippedBlock(outcomes: readonly TestOutcome[]): readonly string[] {
  const skipped = new Map<string, { tests: number; note: string | undefined }>();
  for (const { state, name, note } of outcomes) {
    if (state !== 'skipped') continue;
    skipped.set(name, { tests: (skipped.get(name)?.tests ?? 0) + 1, note });
  }
  if (skipped.size === 0) return [];
  const total = [...skipped.values()].reduce((sum, { tests }) => sum + tests, 0);
  const rule = '!'.repeat(80);
  const lines = [...skipped].map(([name, { tests, note }]) => {
    const reason = note === undefined ? '' : `: ${note}`;
    return `  - ${name}${reason}${tests === 1 ? '' : ` (${tests} tests)`}`;
  });
  return [rule, `SKIPPED: ${total === 1 ? '1 test' : `${total} tests`} did not run`, ...lines, rule];
}

export function closingLine({ passed, failed, skipped }: TestTally): string {
  return `Tests: ${passed} passed, ${failed} failed, ${skipped} skipped`;
}
