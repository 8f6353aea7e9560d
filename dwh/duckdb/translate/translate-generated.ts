import { refuseFindings } from '../../tsql/refuse-findings.ts';
import { readScript } from '../../tsql/script.ts';
import { checkSubset } from '../../tsql/subset-check.ts';
import { TABLE_LOCK } from '../../tsql/table-lock.ts';
import { renderStatement } from './render-statement.ts';
import type { Translated } from './translated.ts';

/** Statements are texts with parameters, so a process has some hundreds of them, and runs them again in every run. */
const MAX_KNOWN = 2_000;
const known = new Map<string, Translated>();

/**
 * Translates one statement that Storehouse generated from the model: a query, INSERT … SELECT, INSERT … VALUES,
 * UPDATE … SET … FROM or DELETE. Held to the same lists as hand-written SQL, but not to the linter's rules about types:
 * the generator knows the types, the linter must guess them from tokens. A text that was translated before is not read
 * again.
 *
 * @throws {SqlRefusedError} with every place that is outside the subset.
 */
export function translateGenerated(sql: string): Translated {
  const before = known.get(sql);
  if (before !== undefined) return before;
  const script = readScript(sql.replaceAll(TABLE_LOCK, ''), 'generated');
  refuseFindings(checkSubset(script, 'change'));
  const translated = renderStatement(script);
  if (known.size >= MAX_KNOWN) known.clear();
  known.set(sql, translated);
  return translated;
}
