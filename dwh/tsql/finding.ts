import type { RuleId } from './rules.ts';
import { type Script, tokenAt } from './script.ts';

/** One place that is outside the portable subset. */
export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  /** A row of the table of rules. */
  readonly rule: RuleId;
  /** What is wrong and what to write instead; a full sentence. */
  readonly message: string;
}

export function findingAt(script: Script, at: number, rule: RuleId, message: string): Finding {
  const { line, column } = tokenAt(script, at);
  return { file: script.file, line, column, rule, message };
}

/** `dwh/sql/mart/x.sql:12:5: AVG of …` */
export function formatFinding(finding: Finding): string {
  return `${finding.file}:${finding.line}:${finding.column}: ${finding.message}`;
}
