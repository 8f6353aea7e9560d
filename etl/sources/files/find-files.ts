import { glob, readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { closestNames } from '../../../core/closest-names.ts';
import { SourceFileMissingError, SourceFileUnreadableError } from '../../../core/errors.ts';
import type { InputFile } from './input-file.ts';
import { systemErrorCode } from './system-error-code.ts';

const MAX_NAMES_SHOWN = 10;

export interface FileSearch {
  readonly source: string;
  readonly feed: string;
  readonly directory: string;
  readonly patterns: readonly string[];
  readonly isOptional: boolean;
}

/**
 * Files that the patterns name, each once, by path. A pattern that is a file's exact name means that file, so
 * that a name with brackets or stars can be written as it is.
 *
 * @throws {SourceFileMissingError} the directory is not there, or a pattern of a feed that is not optional matches nothing.
 */
export async function findFiles(search: FileSearch): Promise<readonly InputFile[]> {
  await assertDirectory(search);
  const found = new Map<string, InputFile>();
  for (const pattern of search.patterns) {
    const files = await findPattern(search.directory, pattern);
    if (files.length === 0 && !search.isOptional) throw await missingFileError(search, pattern);
    for (const file of files) found.set(file.path, file);
  }
  return [...found.values()].sort((a, b) => (a.path < b.path ? -1 : 1));
}

async function assertDirectory(search: FileSearch): Promise<void> {
  const hint = `Check \`directory\` of source "${search.source}".`;
  const context = { source: search.source, directory: search.directory };
  try {
    await readdir(search.directory);
  } catch (cause) {
    const code = systemErrorCode(cause);
    if (code === 'EACCES' || code === 'EPERM') {
      throw new SourceFileUnreadableError(
        `Directory ${search.directory} cannot be listed: permission denied. ${hint}`,
        {
          context,
          cause,
        },
      );
    }
    const what = code === 'ENOTDIR' ? 'is not a directory' : 'does not exist';
    throw new SourceFileMissingError(`Directory ${search.directory} ${what}. ${hint}`, { context, cause });
  }
}

async function findPattern(directory: string, pattern: string): Promise<readonly InputFile[]> {
  const exact = await describeFile(directory, pattern);
  if (exact !== null) return [exact];
  const files: InputFile[] = [];
  for await (const name of glob(pattern.replaceAll('\\', '/'), { cwd: directory })) {
    const file = await describeFile(directory, name);
    if (file !== null) files.push(file);
  }
  return files;
}

/** Null for what is not a file or not there. */
async function describeFile(directory: string, name: string): Promise<InputFile | null> {
  const absolutePath = path.resolve(directory, name);
  const stats = await stat(absolutePath).catch((error: unknown) => {
    // A name too long or with characters the system refuses is certainly not the name of a file here.
    if (['ENOENT', 'ENOTDIR', 'ENAMETOOLONG', 'EINVAL', 'ELOOP'].includes(systemErrorCode(error))) return null;
    throw new SourceFileUnreadableError(`${absolutePath} cannot be looked at: ${systemErrorCode(error)}.`, {
      context: { path: name },
      cause: error,
    });
  });
  if (stats === null || !stats.isFile()) return null;
  return {
    absolutePath,
    path: path.relative(directory, absolutePath).replaceAll(path.sep, '/'),
    diskBytes: stats.size,
    modifiedMs: stats.mtimeMs,
  };
}

async function missingFileError(search: FileSearch, pattern: string): Promise<SourceFileMissingError> {
  const folder = path.resolve(search.directory, path.dirname(pattern));
  const names = (await readdir(folder).catch(() => [])).sort();
  const stems = closestNames(stemOf(pattern), names.map(stemOf));
  const similar = stems.flatMap((stem) => names.filter((name) => stemOf(name) === stem));
  return new SourceFileMissingError(
    `No file matches "${pattern}" of feed "${search.feed}" in ${search.directory}. ${describeNames(similar, names)} Check \`files\` of the feed and \`directory\` of source "${search.source}"; set \`optional: true\` if the file need not be there.`,
    { context: { feed: search.feed, pattern, directory: search.directory } },
  );
}

/** The name without folder and extensions, so that "orders.csv" is near "orders.csv.gz". */
function stemOf(name: string): string {
  return path.basename(name).replaceAll('*', '').replace(/\..*$/, '');
}

function describeNames(similar: readonly string[], names: readonly string[]): string {
  if (similar.length > 0) return `Similar names there: ${quoteAll([...new Set(similar)])}.`;
  if (names.length === 0) return 'There are no files there.';
  const more = names.length > MAX_NAMES_SHOWN ? ` and ${names.length - MAX_NAMES_SHOWN} more` : '';
  return `Files there: ${quoteAll(names.slice(0, MAX_NAMES_SHOWN))}${more}.`;
}

function quoteAll(names: readonly string[]): string {
  return names.map((name) => `"${name}"`).join(', ');
}
