import { RULES, type Rule } from '../../dwh/tsql/rules.ts';
import { FUNCTIONS, OPERATORS, QUERY_KEYWORDS, TYPES, UNITS } from '../../dwh/tsql/vocabulary.ts';

/** The part of the page about portable SQL that lists the subset: its words and its rules. */
export function subsetSection(): string {
  return [
    '## What is known',
    listing('Keywords', [...QUERY_KEYWORDS]),
    listing('Functions', Object.keys(FUNCTIONS)),
    listing('Types of CAST', Object.entries(TYPES).map(typeForm)),
    listing(
      'Date parts',
      UNITS.map((unit) => unit.toLowerCase()),
    ),
    listing(
      'Operators',
      [...OPERATORS].filter((text) => !/[,.();]/.test(text)),
    ),
    '## The rules',
    ...Object.entries(RULES).map(([id, rule]) => describeRule(id, rule)),
  ].join('\n\n');
}

function listing(title: string, words: readonly string[]): string {
  return `**${title}**: ${words.map((word) => `\`${word}\``).join(' ')}`;
}

function typeForm([type, sizes]: readonly [string, number]): string {
  const name = type.toLowerCase();
  if (name === 'datetime2') return 'datetime2(3)';
  return sizes === 0 ? name : `${name}(${sizes === 2 ? 'p, s' : 'n'})`;
}

function describeRule(id: string, rule: Rule): string {
  return [`### ${id}`, rule.reason, `\`\`\`sql\n-- wrong\n${rule.wrong}\n-- right\n${rule.right}\n\`\`\``].join('\n\n');
}
