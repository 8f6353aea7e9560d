import { isWithin } from './layer-table.ts';
import { isIdentifier, isNode, type SourceFile, type SyntaxNode, type Violation, violation } from './source-file.ts';

const MAX_FILE_LINES = 400;
const MAX_FUNCTION_LINES = 50;

const FUNCTIONS: ReadonlySet<string> = new Set([
  'FunctionDeclaration',
  'FunctionExpression',
  'ArrowFunctionExpression',
]);

export function checkFileLength(source: SourceFile): readonly Violation[] {
  if (source.lineCount <= MAX_FILE_LINES) return [];
  const message = `The file has ${source.lineCount} lines, more than ${MAX_FILE_LINES}: split it by concept.`;
  return [{ file: source.path, line: MAX_FILE_LINES + 1, rule: 'file-length', message }];
}

/**
 * From the function's first line to its last. What `describe` is given groups tests, so it is not counted, neither by
 * itself nor in the function that holds it.
 */
export function checkFunctionLength(source: SourceFile): readonly Violation[] {
  const linesOf = (node: SyntaxNode) => source.lineOf(node.end) - source.lineOf(node.start) + 1;
  const functions = source.nodes.filter(({ node }) => FUNCTIONS.has(node.type));
  const groups = functions.filter(({ parent }) => isDescribe(parent)).map(({ node }) => node);
  return functions.flatMap(({ node, parent }) => {
    if (isDescribe(parent)) return [];
    const inside = groups.filter((group) => isInside(group, node) && !groups.some((outer) => isInside(group, outer)));
    const lines = linesOf(node) - inside.reduce((sum, group) => sum + linesOf(group) - 1, 0);
    if (lines <= MAX_FUNCTION_LINES) return [];
    const message = `The function has ${lines} lines, more than ${MAX_FUNCTION_LINES}.`;
    return [violation(source, node.start, 'function-length', message)];
  });
}

function isInside(node: SyntaxNode, outer: SyntaxNode): boolean {
  return node !== outer && node.start >= outer.start && node.end <= outer.end;
}

/** `describe(…)`, `describe.skipIf(…)(…)`, `describe.each(…)(…)`. */
function isDescribe(call: SyntaxNode | undefined): boolean {
  let callee: unknown = call;
  while (isNode(callee) && ['CallExpression', 'MemberExpression'].includes(callee.type)) {
    callee = callee.type === 'CallExpression' ? callee.callee : callee.object;
  }
  return isIdentifier(callee, 'describe');
}

/** Everything by which code claims to know better than the compiler. */
export function checkTypeEscapes(source: SourceFile): readonly Violation[] {
  return source.nodes.flatMap(({ node }) => {
    const message = typeEscape(node);
    return message === undefined ? [] : [violation(source, node.start, 'type-escape', message)];
  });
}

function typeEscape(node: SyntaxNode): string | undefined {
  switch (node.type) {
    case 'TSAnyKeyword':
      return 'any: write unknown and look at the value.';
    case 'TSNonNullExpression':
      return 'x!: handle the missing value.';
    case 'TSTypeAssertion':
      return '<T>x: narrow the value instead.';
    case 'TSAsExpression':
      return isConst(node.typeAnnotation) ? undefined : 'as: narrow the value instead.';
    default:
      return node.definite === true ? 'x!: T: give it a value at once.' : undefined;
  }
}

function isConst(annotation: unknown): boolean {
  return isNode(annotation) && annotation.type === 'TSTypeReference' && isIdentifier(annotation.typeName, 'const');
}

/** Comments are not in the tree, so they are what the tree's texts do not cover. */
export function checkSilencedCompiler(source: SourceFile): readonly Violation[] {
  const texts = source.nodes.filter(({ node }) => node.type === 'Literal' || node.type === 'TemplateElement');
  return [...source.text.matchAll(/@ts-(?:ignore|expect-error|nocheck)/g)].flatMap((match) => {
    if (texts.some(({ node }) => match.index >= node.start && match.index < node.end)) return [];
    return [violation(source, match.index, 'silenced-compiler', `${match[0]}: mend the type.`)];
  });
}

/** Modules receive values; only the composition root and a person's configuration look at the environment. */
export function checkEnvironment(source: SourceFile): readonly Violation[] {
  const { path } = source;
  const isConfiguration = isWithin(path, 'examples') && path.endsWith('.config.ts');
  if (path === 'main.ts' || isConfiguration || isWithin(path, 'bench') || isWithin(path, 'test')) return [];
  return source.nodes
    .filter(({ node }) => readsEnvironment(node))
    .map(({ node }) =>
      violation(source, node.start, 'environment', 'Only main.ts reads the environment: pass the value.'),
    );
}

function readsEnvironment(node: SyntaxNode): boolean {
  if (node.type === 'MemberExpression') {
    const property = node.property;
    const isEnv = isIdentifier(property, 'env') || (isNode(property) && property.value === 'env');
    return isEnv && isIdentifier(node.object, 'process');
  }
  if (node.type === 'VariableDeclarator') {
    return isIdentifier(node.init, 'process') && isNode(node.id) && node.id.type === 'ObjectPattern';
  }
  if (node.type !== 'ImportSpecifier') return false;
  return isIdentifier(node.imported, 'env');
}

/** Results go to the terminal, facts to the logger; `console` goes past both. */
export function checkConsole(source: SourceFile): readonly Violation[] {
  if (isWithin(source.path, 'bench')) return [];
  return source.nodes
    .filter(({ node, parent, property }) => {
      const isName = (property === 'property' || property === 'key') && parent?.computed !== true;
      return isIdentifier(node, 'console') && !isName;
    })
    .map(({ node }) =>
      violation(source, node.start, 'console', 'Write to the terminal or the logger that is passed in.'),
    );
}
