import type { Finding } from '../../dwh/tsql/finding.ts';
import { lintScript, type SqlOrigin } from '../../dwh/tsql/lint-script.ts';
import { readScript } from '../../dwh/tsql/script.ts';

export function lintPortable(sql: string, origin: SqlOrigin): readonly Finding[] {
  return lintScript(readScript(sql, origin.file));
}
