import { parseAst } from 'vitest/node';

/** A node of the syntax tree, ESTree with TypeScript's own nodes (`TSAsExpression`, …). */
export interface SyntaxNode {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly [property: string]: unknown;
}

/** A node with the node and the property it hangs from. */
export interface Visited {
  readonly node: SyntaxNode;
  readonly parent: SyntaxNode | undefined;
  readonly property: string;
}

export interface ImportedModule {
  readonly specifier: string;
  readonly start: number;
}

export interface SourceFile {
  /** Relative to the checkout, with `/`. */
  readonly path: string;
  readonly text: string;
  readonly lineCount: number;
  /** Every node, parents before children. */
  readonly nodes: readonly Visited[];
  /** Statements of the module itself. */
  readonly statements: readonly SyntaxNode[];
  /** Static, dynamic and type imports, and re-exports. */
  readonly imports: readonly ImportedModule[];
  lineOf(offset: number): number;
}

export interface Violation {
  readonly file: string;
  readonly line: number;
  readonly rule: string;
  readonly message: string;
}

export function parseSource(path: string, text: string): SourceFile {
  const program: unknown = parseAst(text, { lang: path.endsWith('.ts') ? 'ts' : 'js' }, path);
  if (!isNode(program)) throw new Error(`${path} gave no syntax tree.`);
  const nodes = visitAll({ node: program, parent: undefined, property: '' });
  const lineStarts = [0, ...[...text.matchAll(/\n/g)].map((match) => match.index + 1)];
  return {
    path,
    text,
    lineCount: text.endsWith('\n') ? lineStarts.length - 1 : lineStarts.length,
    nodes,
    statements: nodesIn(program.body),
    imports: nodes.flatMap(({ node }) => importOf(node)),
    lineOf: (offset) => lineStarts.findLastIndex((start) => start <= offset) + 1,
  };
}

export function violation(source: SourceFile, offset: number, rule: string, message: string): Violation {
  return { file: source.path, line: source.lineOf(offset), rule, message };
}

export function isNode(value: unknown): value is SyntaxNode {
  return typeof value === 'object' && value !== null && 'type' in value && 'start' in value && 'end' in value;
}

/** Whether the value is an identifier of this name. */
export function isIdentifier(value: unknown, name: string): boolean {
  return isNode(value) && value.type === 'Identifier' && value.name === name;
}

function nodesIn(value: unknown): readonly SyntaxNode[] {
  if (Array.isArray(value)) return value.filter(isNode);
  return isNode(value) ? [value] : [];
}

function visitAll(from: Visited): readonly Visited[] {
  const found: Visited[] = [from];
  for (const [property, value] of Object.entries(from.node)) {
    for (const node of nodesIn(value)) found.push(...visitAll({ node, parent: from.node, property }));
  }
  return found;
}

const IMPORTS: ReadonlySet<string> = new Set([
  'ImportDeclaration',
  'ImportExpression',
  'TSImportType',
  'ExportAllDeclaration',
  'ExportNamedDeclaration',
]);

function importOf(node: SyntaxNode): readonly ImportedModule[] {
  const source = node.source;
  if (!IMPORTS.has(node.type) || !isNode(source)) return [];
  const specifier = source.value;
  return typeof specifier === 'string' ? [{ specifier, start: node.start }] : [];
}
