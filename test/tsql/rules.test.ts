import { describe, expect, it } from 'vitest';
import { FUNCTION_SPELLINGS } from '../../dwh/duckdb/translate/function-spellings.ts';
import { REFUSED_WORDS, RESERVED_WORDS } from '../../dwh/tsql/refusals.ts';
import { RULES } from '../../dwh/tsql/rules.ts';
import { CHANGE_KEYWORDS, FUNCTIONS, QUERY_KEYWORDS } from '../../dwh/tsql/vocabulary.ts';
import { DuckDbSession } from './duckdb-session.ts';
import { lintPortable } from './lint-portable.ts';
import { lintStyle } from './lint-style.ts';

const ORIGIN = { file: 'x.sql' } as const;

function rulesBrokenBy(sql: string): readonly string[] {
  return [...new Set([...lintPortable(sql, ORIGIN), ...lintStyle(sql, ORIGIN)].map((finding) => finding.rule))];
}

describe('the rules', () => {
  it.each(Object.entries(RULES))('%s refuses its wrong example, and only for itself', (id, rule) => {
    expect(rulesBrokenBy(rule.wrong)).toEqual([id]);
  });

  it.each(Object.entries(RULES))('%s accepts its right example, which DuckDB runs', async (_, rule) => {
    expect(rulesBrokenBy(rule.right)).toEqual([]);
    using session = await openSession();
    await session.value.native('ALTER TABLE t ADD COLUMN "key" INTEGER');
    await expect(session.value.query(rule.right)).resolves.toBeDefined();
  });
});

describe('the lists', () => {
  it('know every word that DuckDB reserves', async () => {
    using session = await openSession();
    const reserved = await session.value.native(
      "SELECT upper(keyword_name) FROM duckdb_keywords() WHERE keyword_category IN ('reserved', 'type_function')",
    );
    const known = new Set([...QUERY_KEYWORDS, ...CHANGE_KEYWORDS, ...RESERVED_WORDS, ...Object.keys(REFUSED_WORDS)]);
    expect(reserved.map(([word]) => String(word)).filter((word) => !known.has(word))).toEqual([]);
  });

  it('spell every function but CAST, which has a spelling for each type', () => {
    expect(Object.keys(FUNCTION_SPELLINGS).toSorted()).toEqual(
      Object.keys(FUNCTIONS)
        .filter((name) => name !== 'CAST')
        .toSorted(),
    );
  });
});

async function openSession(): Promise<Disposable & { readonly value: DuckDbSession }> {
  const value = await DuckDbSession.open();
  return { value, [Symbol.dispose]: () => value.close() };
}
