import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkCycles } from './cycle-rule.ts';
import { checkBarrel, checkDefaultExport, checkLayers, checkPackages } from './import-rules.ts';
import { parseSource, type SourceFile, type Violation } from './source-file.ts';
import {
  checkConsole,
  checkEnvironment,
  checkFileLength,
  checkFunctionLength,
  checkSilencedCompiler,
  checkTypeEscapes,
} from './syntax-rules.ts';

type Rule = (sources: readonly SourceFile[]) => readonly Violation[];

function ofEachFile(check: (source: SourceFile) => readonly Violation[]): Rule {
  return (sources) => sources.flatMap(check);
}

/** What the house demands of its sources, by what it says. */
export const RULES: Readonly<Record<string, Rule>> = {
  'imports point down the table of layers': ofEachFile(checkLayers),
  'drivers stay in their adapters': ofEachFile(checkPackages),
  'files do not import each other in a circle': checkCycles,
  'no file only re-exports': ofEachFile(checkBarrel),
  'exports have names': ofEachFile(checkDefaultExport),
  'no file is longer than 400 lines': ofEachFile(checkFileLength),
  'no function is longer than 50 lines': ofEachFile(checkFunctionLength),
  'nothing escapes the types: as, any, !': ofEachFile(checkTypeEscapes),
  'no comment silences the compiler': ofEachFile(checkSilencedCompiler),
  'only main.ts and configuration files read the environment': ofEachFile(checkEnvironment),
  'console is for benches': ofEachFile(checkConsole),
};

const NOT_OURS: ReadonlySet<string> = new Set(['node_modules', 'dist', 'demo', 'coverage', 'golden']);

/** Every TypeScript and JavaScript file of the checkout. */
export function readSources(checkout: string): readonly SourceFile[] {
  return sourcePaths(checkout, '').map((path) => parseSource(path, readFileSync(join(checkout, path), 'utf8')));
}

function sourcePaths(checkout: string, folder: string): readonly string[] {
  return readdirSync(join(checkout, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory())
      return NOT_OURS.has(entry.name) || entry.name.startsWith('.') ? [] : sourcePaths(checkout, path);
    return /\.(?:ts|js|mjs)$/.test(entry.name) ? [path] : [];
  });
}

export function formatViolation({ file, line, rule, message }: Violation): string {
  return `${file}:${line}: ${rule}: ${message}`;
}
