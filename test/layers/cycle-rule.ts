import { importedPath } from './import-rules.ts';
import { type SourceFile, type Violation, violation } from './source-file.ts';

/** Files that import each other, type imports too; each cycle once, shown at the import that closes it. */
export function checkCycles(sources: readonly SourceFile[]): readonly Violation[] {
  const search = new CycleSearch(sources);
  for (const source of sources) search.visit(source, []);
  return search.violations;
}

class CycleSearch {
  readonly violations: Violation[] = [];
  readonly #byPath: ReadonlyMap<string, SourceFile>;
  readonly #done = new Set<string>();

  constructor(sources: readonly SourceFile[]) {
    this.#byPath = new Map(sources.map((source) => [source.path, source]));
  }

  /** Depth first; `above` are the files whose imports are being followed, outermost first. */
  visit(source: SourceFile, above: readonly string[]): void {
    if (this.#done.has(source.path)) return;
    const chain = [...above, source.path];
    for (const imported of source.imports) {
      const path = importedPath(source, imported) ?? '';
      const target = this.#byPath.get(path);
      if (chain.includes(path)) {
        const cycle = [...chain.slice(chain.indexOf(path)), path].join(' → ');
        this.violations.push(violation(source, imported.start, 'cycle', `Files import each other: ${cycle}.`));
      } else if (target !== undefined) {
        this.visit(target, chain);
      }
    }
    this.#done.add(source.path);
  }
}
