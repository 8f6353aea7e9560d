/** The part of JSON Schema that describes the configuration. */
export interface SchemaNode {
  readonly type: string | null;
  readonly description: string | null;
  /** As JSON; null when there is none. */
  readonly defaultText: string | null;
  readonly values: readonly string[];
  readonly properties: ReadonlyMap<string, SchemaNode>;
  readonly required: ReadonlySet<string>;
  readonly items: SchemaNode | null;
  /** Of a record: its values. */
  readonly entries: SchemaNode | null;
  readonly choices: readonly SchemaNode[];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}

function optional(value: unknown): SchemaNode | null {
  return isRecord(value) ? parseSchema(value) : null;
}

/** Takes what the schema library wrote; what it does not know it leaves out. */
export function parseSchema(value: unknown): SchemaNode {
  const node = isRecord(value) ? value : {};
  const properties = isRecord(node.properties) ? Object.entries(node.properties) : [];
  const constants = 'const' in node ? [node.const] : listOf(node.enum);
  return {
    type: textOf(node.type),
    description: textOf(node.description),
    defaultText: 'default' in node ? JSON.stringify(node.default) : null,
    values: constants.map((one) => JSON.stringify(one)),
    properties: new Map(properties.map(([name, property]) => [name, parseSchema(property)])),
    required: new Set(listOf(node.required).map(String)),
    items: optional(node.items),
    entries: optional(node.additionalProperties),
    choices: [...listOf(node.anyOf), ...listOf(node.oneOf)].map(parseSchema),
  };
}

/** The property at a path of names; `*` stands for the values of a record or the items of a list. */
export function nodeAt(root: SchemaNode, path: readonly string[]): SchemaNode {
  return path.reduce((node, name) => {
    const next = name === '*' ? (node.entries ?? node.items) : node.properties.get(name);
    if (next === null || next === undefined) throw new Error(`The schema has nothing at ${path.join('.')}.`);
    return next;
  }, root);
}

/** What may be written, for a person. */
export function typeText(node: SchemaNode): string {
  if (node.values.length > 0) return node.values.map((value) => `\`${value}\``).join(' or ');
  if (node.choices.length > 0) return [...new Set(node.choices.map(typeText))].join(' or ');
  if (node.items !== null) return `list of ${typeText(node.items)}`;
  if (node.type === 'string') return 'text';
  return node.type ?? 'anything';
}
