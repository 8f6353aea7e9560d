import { type Finding, findingAt } from './finding.ts';
import { REFUSED_FUNCTIONS, REFUSED_OPERATORS, REFUSED_WORDS, RESERVED_WORDS } from './refusals.ts';
import { type Role, roleOf } from './roles.ts';
import type { RuleId } from './rules.ts';
import { argumentsOf, castAs, closeAt, keyAt, type Script, tokenAt } from './script.ts';
import {
  CHANGE_KEYWORDS,
  FUNCTIONS,
  type FunctionRule,
  isFunctionName,
  isTypeName,
  isUnit,
  OPERATORS,
  QUERY_KEYWORDS,
  TYPES,
  UNITS,
} from './vocabulary.ts';

/** Whether the text may change rows. Hand-written SQL only reads. */
export type Purpose = 'query' | 'change';

/** Refuses every word, function, type, date part and operator that is not on a list of `vocabulary.ts`. */
export function checkVocabulary(script: Script, purpose: Purpose): readonly Finding[] {
  return script.tokens.flatMap((_, at) => {
    const problem = problemAt(script, at, purpose);
    return problem === undefined ? [] : [findingAt(script, at, problem.rule, problem.message)];
  });
}

interface Problem {
  readonly rule: RuleId;
  readonly message: string;
}

function problemAt(script: Script, at: number, purpose: Purpose): Problem | undefined {
  const token = tokenAt(script, at);
  switch (token.kind) {
    case 'symbol':
      return checkOperator(token.key);
    case 'unknown':
      return refuse('text', unknownText(token.text));
    case 'parameter':
      return checkSpelling(script, at);
    case 'word':
      return checkWord(script, at, roleOf(script, at), purpose);
    default:
      return undefined;
  }
}

function refuse(rule: RuleId, message: string): Problem {
  return { rule, message };
}

/** Names the construct and ends the sentence with what to write, where that is known. */
function notPortable(what: string, advice: string | undefined): string {
  return `${what} is not in the portable subset${advice === undefined ? '' : `: ${advice}`}.`;
}

function checkOperator(text: string): Problem | undefined {
  if (OPERATORS.has(text)) return undefined;
  return refuse('operator', notPortable(`The operator ${text}`, REFUSED_OPERATORS[text]));
}

function unknownText(text: string): string {
  if (text.startsWith("'") || /^n'/i.test(text)) return "A string has no closing quote: end it with '.";
  if (text.startsWith('[')) return 'A name in brackets is not closed: end it with ].';
  if (text.startsWith('"')) return 'A quoted name is not closed: end it with ".';
  if (text.startsWith('/*')) return 'A comment is not closed: end it with */.';
  if (text === '#') return 'A temporary table (#) is not in the portable subset: write a CTE.';
  if (/^[\d.]/.test(text))
    return `The number ${text} is not in the portable subset: write digits with at most one point.`;
  return notPortable(`The character ${text}`, undefined);
}

/** T-SQL reads @id and @ID as one parameter, DuckDB's driver as two. */
function checkSpelling(script: Script, at: number): Problem | undefined {
  const { text } = tokenAt(script, at);
  const first = script.tokens.find(
    ({ kind, text: other }) => kind === 'parameter' && other.toUpperCase() === text.toUpperCase(),
  );
  if (first === undefined || first.text === text) return undefined;
  return refuse('text', `The parameter ${text} is spelled ${first.text} before: write ${first.text}.`);
}

function checkWord(script: Script, at: number, role: Role, purpose: Purpose): Problem | undefined {
  const { key } = tokenAt(script, at);
  switch (role) {
    case 'name':
      return undefined;
    case 'unit':
      return isUnit(key)
        ? undefined
        : refuse('date-part', notPortable(`The date part ${key}`, `one of ${UNITS.join(', ').toLowerCase()}`));
    case 'type':
      return checkType(script, at);
    case 'function':
      return checkFunction(script, at);
    default:
      return checkKeyword(key, purpose);
  }
}

function checkKeyword(key: string, purpose: Purpose): Problem | undefined {
  if (QUERY_KEYWORDS.has(key)) return undefined;
  if (CHANGE_KEYWORDS.has(key)) {
    if (purpose === 'change') return undefined;
    const what = key === 'INTO' ? 'SELECT … INTO' : key;
    return refuse(
      'read-only',
      `${what} is refused: hand-written SQL only reads; the load statements come from the model.`,
    );
  }
  if (Object.hasOwn(REFUSED_WORDS, key)) return refuse('keyword', notPortable(key, REFUSED_WORDS[key]));
  if (!RESERVED_WORDS.has(key)) return undefined;
  return refuse('keyword', notPortable(key, `as a name it needs brackets, [${key.toLowerCase()}]`));
}

function checkType(script: Script, at: number): Problem | undefined {
  const { key, text } = tokenAt(script, at);
  if (!isTypeName(key))
    return refuse('type', notPortable(`The type ${text}`, `one of ${Object.keys(TYPES).join(', ').toLowerCase()}`));
  const given = keyAt(script, at + 1) === '(' ? argumentsOf(script, at + 1) : [];
  const values = given.map((span) => (span.to === span.from + 1 ? tokenAt(script, span.from).text.toUpperCase() : ''));
  if (keyAt(script, at + 1) === '(' && TYPES[key] === 0)
    return refuse('type', `The type ${text} takes no length: write ${text}.`);
  if (!isComplete(key, values)) return refuse('type', typeAdvice(text, key));
  const after = keyAt(script, at + 1) === '(' ? closeAt(script, at + 1) + 1 : at + 1;
  return keyAt(script, after) === ')'
    ? undefined
    : refuse('type', `Nothing may follow the type: end the CAST after ${text}.`);
}

function isComplete(key: keyof typeof TYPES, values: readonly string[]): boolean {
  if (values.length !== TYPES[key]) return false;
  if (key === 'DATETIME2') return values[0] === '3';
  return values.every((value) => /^\d+$/.test(value) || (key === 'NVARCHAR' && value === 'MAX'));
}

function typeAdvice(text: string, key: keyof typeof TYPES): string {
  const forms = { DECIMAL: 'decimal(19, 4)', NVARCHAR: 'nvarchar(100)', DATETIME2: 'datetime2(3)' } as const;
  const form = key === 'DECIMAL' || key === 'NVARCHAR' || key === 'DATETIME2' ? forms[key] : text;
  return `The type ${text} needs its length written out, because defaults differ: write it like ${form}.`;
}

function checkFunction(script: Script, at: number): Problem | undefined {
  const { key, text } = tokenAt(script, at);
  if (!isFunctionName(key))
    return refuse('function', notPortable(`The function ${text}`, REFUSED_FUNCTIONS[key] ?? REFUSED_WORDS[key]));
  const rule: FunctionRule = FUNCTIONS[key];
  const spans = argumentsOf(script, at + 1);
  const count = spans.length;
  const [unit] = rule.unit ? spans : [];
  if (unit !== undefined && !(unit.to === unit.from + 1 && tokenAt(script, unit.from).kind === 'word')) {
    return refuse(
      'date-part',
      `The first argument of ${key} is a date part without quotes: one of ${UNITS.join(', ').toLowerCase()}.`,
    );
  }
  if (count < rule.min || count > rule.max) return refuse('function', wrongCount(key, rule, count));
  if (key === 'CAST' && tokenAt(script, typeOf(script, at + 1)).kind !== 'word') {
    return refuse('type', 'CAST needs a type: write it like CAST(x AS int).');
  }
  return checkOver(script, at, key, rule);
}

/** The token of the type of a CAST; -1 if it has none. */
function typeOf(script: Script, open: number): number {
  const as = castAs(script, open);
  return as === -1 ? -1 : as + 1;
}

function wrongCount(key: string, rule: FunctionRule, count: number): string {
  const wanted =
    rule.min === rule.max ? `${rule.min}` : rule.max > 3 ? `at least ${rule.min}` : `${rule.min} to ${rule.max}`;
  return `${key} has ${count} arguments: write it with ${wanted}.`;
}

function checkOver(script: Script, at: number, key: string, rule: FunctionRule): Problem | undefined {
  const close = script.closeOf.get(at + 1);
  const hasOver = close !== undefined && keyAt(script, close + 1) === 'OVER';
  if (rule.shape === 'window' && !hasOver)
    return refuse('function', `${key} is a window function: write ${key}(…) OVER (ORDER BY …).`);
  if (hasOver && rule.shape !== 'window' && rule.shape !== 'aggregate')
    return refuse('function', `${key} is not a window function: leave OVER out.`);
  return undefined;
}
