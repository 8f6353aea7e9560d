import { z } from 'zod';
import { closestNames } from '../closest-names.ts';
import { CONTRACT_MODES } from '../schema-change.ts';
import { configSchema } from './schema.ts';

type Issue = z.core.$ZodIssue;

/** Where a value may take several forms: the forms, by its key or by the key of the record that holds it. */
const FORMS: Readonly<Partial<Record<string, string>>> = {
  columns: 'write the name of a column of the file, { column: "…", … } or { constant: "…" }',
  contracts: `write ${CONTRACT_MODES.map((mode) => `"${mode}"`).join(', ')} or { newColumns: "…", missingColumns: "…", changedTypes: "…" }`,
  files: 'write a file name, a glob, or a list of them',
};

function pathText(path: readonly PropertyKey[]): string {
  return path.reduce<string>((text, key) => {
    if (typeof key === 'number') return `${text}[${key}]`;
    return text === '' ? String(key) : `${text}.${String(key)}`;
  }, '');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The parts of a JSON schema below a key: a property, a list's items, or a record's values. */
function below(schema: unknown, key: PropertyKey): readonly unknown[] {
  if (!isObject(schema)) return [];
  const options = [schema.anyOf, schema.oneOf].flatMap((forms) => (Array.isArray(forms) ? forms : []));
  const { properties, items, additionalProperties } = schema;
  const own = isObject(properties) ? properties[String(key)] : undefined;
  const inside = typeof key === 'number' ? items : (own ?? additionalProperties);
  return [...(inside === undefined ? [] : [inside]), ...options.flatMap((option) => below(option, key))];
}

function propertiesOf(schema: unknown): readonly string[] {
  if (!isObject(schema)) return [];
  const options = [schema.anyOf, schema.oneOf].flatMap((forms) => (Array.isArray(forms) ? forms : []));
  const own = isObject(schema.properties) ? Object.keys(schema.properties) : [];
  return [...own, ...options.flatMap(propertiesOf)];
}

/** Keys that the schema knows at a path. */
function knownKeys(path: readonly PropertyKey[]): readonly string[] {
  const start: readonly unknown[] = [z.toJSONSchema(configSchema, { io: 'input', unrepresentable: 'any' })];
  const found = path.reduce<readonly unknown[]>(
    (schemas, key) => schemas.flatMap((schema) => below(schema, key)),
    start,
  );
  return [...new Set(found.flatMap(propertiesOf))];
}

function unknownKey(path: readonly PropertyKey[], key: string): string {
  const known = knownKeys(path);
  const closest = closestNames(key, known).map((name) => `"${name}"`);
  const hint = closest.length > 0 ? `did you mean ${closest.join(' or ')}?` : `known here are ${known.join(', ')}`;
  return `${pathText([...path, key])}: unknown key; ${hint}`;
}

/** `; did you mean "freeze"?` where a word is near one of those that a place takes, else "". */
function wordHint(issues: readonly Issue[]): string {
  const near = issues.flatMap((issue) => {
    if (issue.code !== 'invalid_value' || issue.path.length > 0 || typeof issue.input !== 'string') return [];
    return closestNames(issue.input, issue.values.map(String));
  });
  return near.length === 0 ? '' : `; did you mean ${near.map((name) => `"${name}"`).join(' or ')}?`;
}

/** Problems inside the one form of a value whose shape was meant; null where that is not clear. */
function problemsInside(issue: Issue): readonly Issue[] | null {
  if (issue.code !== 'invalid_union') return null;
  const isInside = ({ code, path }: Issue): boolean => code === 'unrecognized_keys' || path.length > 0;
  const [only, ...others] = issue.errors.filter((form) => form.every(isInside));
  if (only === undefined || others.length > 0) return null;
  return only.map((one) => ({ ...one, path: [...issue.path, ...one.path] }));
}

function messageOf(issue: Issue): string {
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `is missing; give it a value (${issue.expected})`;
  if (issue.code === 'invalid_union') {
    const forms = FORMS[String(issue.path.at(-1))] ?? FORMS[String(issue.path.at(-2))];
    if (forms !== undefined) return `${forms}${wordHint(issue.errors.flat())}`;
  }
  if (issue.code === 'invalid_value') return `${issue.message}${wordHint([{ ...issue, path: [] }])}`;
  if (issue.code === 'invalid_key') {
    return 'a name here begins with a lower-case letter and goes on with lower-case letters, digits, "_" and "-"';
  }
  return issue.message;
}

/**
 * Every problem of a configuration that its schema found, one a line, each with its path. The issues come from
 * `safeParse` with `reportInput`, for without it a missing value looks like one of a wrong type.
 */
export function describeProblems(issues: readonly Issue[]): readonly string[] {
  return issues.flatMap((issue) => {
    const inside = problemsInside(issue);
    if (inside !== null) return describeProblems(inside);
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => unknownKey(issue.path, key));
    const path = pathText(issue.path);
    return [`${path === '' ? 'the default export' : path}: ${messageOf(issue)}`];
  });
}
