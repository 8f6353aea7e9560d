import { readdir, readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';

/** Holds golden files and nothing else. */
export const GOLDEN_FOLDER = join(import.meta.dirname, '..', 'golden');

/** The golden files that are there: path below the folder, with `/`, to text. */
export async function readGolden(): Promise<ReadonlyMap<string, string>> {
  const paths = await readdir(GOLDEN_FOLDER, { recursive: true });
  const sql = paths.filter((path) => path.endsWith('.sql'));
  const texts = await Promise.all(sql.map((path) => readFile(join(GOLDEN_FOLDER, path), 'utf8')));
  // A checkout on Windows may have other line ends, whatever .gitattributes says.
  return new Map(sql.map((path, index) => [path.replaceAll(sep, '/'), (texts[index] ?? '').replaceAll('\r\n', '\n')]));
}
