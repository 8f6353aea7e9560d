import { lintScript, type SqlOrigin } from '../../tsql/lint-script.ts';
import { refuseFindings } from '../../tsql/refuse-findings.ts';
import { readScript } from '../../tsql/script.ts';
import { renderStatement } from './render-statement.ts';
import type { Translated } from './translated.ts';

/**
 * Translates one hand-written query: SELECT or WITH … SELECT. `origin.file` labels the messages; text typed at the
 * command line is called `query`.
 *
 * @throws {SqlRefusedError} with every place that is outside the subset; nothing is guessed.
 */
export function translateSelect(sql: string, origin: SqlOrigin): Translated {
  const script = readScript(sql, origin.file);
  refuseFindings(lintScript(script));
  return renderStatement(script);
}
