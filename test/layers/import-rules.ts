import { isBuiltin } from 'node:module';
import { posix } from 'node:path';
import { DRIVER_FOLDERS, DRIVERS, isWithin, type Layer, LIBRARIES, layerOf } from './layer-table.ts';
import { type ImportedModule, type SourceFile, type Violation, violation } from './source-file.ts';

/** The package's own name for its public entry, as `imports` in package.json says. */
const OWN_NAMES: Readonly<Record<string, string>> = { '#storehouse': 'core/config/define-config.ts' };

/** Path of an imported file of ours; undefined for packages and Node's own modules. */
export function importedPath(source: SourceFile, { specifier }: ImportedModule): string | undefined {
  if (specifier.startsWith('.')) return posix.join(posix.dirname(source.path), specifier);
  return OWN_NAMES[specifier];
}

/** Imports point down: a layer imports itself and what the table allows it. */
export function checkLayers(source: SourceFile): readonly Violation[] {
  const layer = layerOf(source.path);
  if (layer === undefined) {
    return [violation(source, 0, 'layer', 'This folder is not in the table of layers: add it to layer-table.ts.')];
  }
  return source.imports.flatMap((imported) => {
    const path = importedPath(source, imported);
    if (path === undefined || mayImport(layer, path)) return [];
    return [violation(source, imported.start, 'layer', `${layer.path} may not import ${path}.`)];
  });
}

function mayImport(layer: Layer, path: string): boolean {
  if (layer.mayImport === 'everything') return true;
  const owner = layerOf(path)?.path ?? path;
  return [layer.path, ...layer.mayImport].some(
    (allowed) => isWithin(path, allowed) && (owner === allowed || !isWithin(owner, allowed)),
  );
}

/** Technology is reached in its adapters only; a package nobody has classified is refused. */
export function checkPackages(source: SourceFile): readonly Violation[] {
  return source.imports.flatMap((imported) => {
    const { specifier, start } = imported;
    if (importedPath(source, imported) !== undefined || isBuiltin(specifier)) return [];
    const message = packageProblem(source.path, packageName(specifier));
    return message === undefined ? [] : [violation(source, start, 'driver', message)];
  });
}

function packageName(specifier: string): string {
  const [first = '', second = ''] = specifier.split('/');
  return first.startsWith('@') ? `${first}/${second}` : first;
}

function packageProblem(path: string, name: string): string | undefined {
  const within = (folders: readonly string[]) => folders.some((folder) => isWithin(path, folder));
  if (DRIVERS.some((driver) => (driver.endsWith('/') ? name.startsWith(driver) : name === driver))) {
    return within(DRIVER_FOLDERS) ? undefined : `The driver ${name} is imported outside ${DRIVER_FOLDERS.join(', ')}.`;
  }
  if (within(['test', 'bench', 'docs'])) return undefined;
  const users = LIBRARIES[name];
  if (users === undefined) return `The package ${name} is neither a driver nor a library in layer-table.ts.`;
  return within(users) ? undefined : `The package ${name} is for ${users.join(', ')} only.`;
}

/** A file that only passes on what other files export hides where things live. */
export function checkBarrel(source: SourceFile): readonly Violation[] {
  const passesOn = source.statements.filter(({ type }) => type.startsWith('Export'));
  const isBarrel =
    passesOn.length > 0 &&
    source.statements.every(
      (statement) =>
        statement.type === 'ImportDeclaration' ||
        statement.type === 'ExportAllDeclaration' ||
        (statement.type === 'ExportNamedDeclaration' && !statement.declaration),
    );
  return isBarrel ? [violation(source, 0, 'barrel', 'The file only re-exports: import from where things live.')] : [];
}

/** Configuration files are what tools load by their default export. */
export function checkDefaultExport(source: SourceFile): readonly Violation[] {
  if (source.path.endsWith('.config.ts')) return [];
  return source.nodes
    .filter(
      ({ node }) =>
        node.type === 'ExportDefaultDeclaration' ||
        (node.type === 'ExportSpecifier' && JSON.stringify(node.exported).includes('"name":"default"')),
    )
    .map(({ node }) => violation(source, node.start, 'default-export', 'Export it by name.'));
}
