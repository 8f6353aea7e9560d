import { type Finding, findingAt } from '../../dwh/tsql/finding.ts';
import type { SqlOrigin } from '../../dwh/tsql/lint-script.ts';
import { roleOf } from '../../dwh/tsql/roles.ts';
import { readScript } from '../../dwh/tsql/script.ts';
import { isFunctionName, QUERY_KEYWORDS } from '../../dwh/tsql/vocabulary.ts';

/** House style of `.sql` files: keywords and functions in upper case. Queries may be typed as people like. */
export function lintStyle(sql: string, origin: SqlOrigin): readonly Finding[] {
  const script = readScript(sql, origin.file);
  return script.tokens.flatMap((token, at) => {
    if (token.kind !== 'word' || token.text === token.key) return [];
    const role = roleOf(script, at);
    const isOurs =
      (role === 'keyword' && QUERY_KEYWORDS.has(token.key)) || (role === 'function' && isFunctionName(token.key));
    if (!isOurs) return [];
    return [findingAt(script, at, 'keyword-case', `Keywords and functions are upper case: write ${token.key}.`)];
  });
}
