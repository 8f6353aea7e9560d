/**
 * Assignments that give a refused row what is wrong with it now, and keep what was wrong before beside it. `found` is the
 * SQL of the new problems. Parameters: `@until`, the line that heads what was known until now, and `@line`, a line feed.
 * The text begins with a column of nvarchar(max): of shorter ones T-SQL would cut the result at 4000 characters.
 */
export function keepEarlierProblems(found: string): string {
  return `earlier_problems = CASE WHEN problems = ${found} THEN earlier_problems
    ELSE CONCAT(CASE WHEN earlier_problems IS NULL THEN earlier_problems ELSE CONCAT(earlier_problems, @line) END, @until, problems) END`;
}

/** Parameters of {@link keepEarlierProblems}. */
export function untilRun(runId: number): { readonly until: string; readonly line: string } {
  return { until: `until run ${runId}:\n`, line: '\n' };
}
