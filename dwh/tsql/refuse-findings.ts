import { type Finding, formatFinding } from './finding.ts';
import { SqlRefusedError } from './sql-refused-error.ts';

/** @throws {SqlRefusedError} one line a finding, if there is any. */
export function refuseFindings(findings: readonly Finding[]): void {
  const first = findings[0];
  if (first === undefined) return;
  throw new SqlRefusedError(findings.map(formatFinding).join('\n'), {
    context: { file: first.file, line: first.line, column: first.column, rule: first.rule, findings: findings.length },
  });
}
