import { readChecks } from '../../dwh/load/sql-files.ts';
import { code, table } from './markdown.ts';

export function checksTable(): string {
  return table(
    ['check', 'severity', 'entity', 'finds', 'what it means and what to do'],
    readChecks().map((check) => [code(check.name), check.severity, check.entity, check.title, check.meaning]),
  );
}
