import { type Finding, findingAt } from './finding.ts';
import type { SqlOrigin } from './lint-portable.ts';
import { roleOf } from './roles.ts';
import { readScript } from './script.ts';
import { isFunctionName, QUERY_KEYWORDS } from './vocabulary.ts';

/** House style of `.sql` files: keywords and functions in upper case. Not asked of what is typed at the command line. */
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
