import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { GOLDEN_FOLDER, readGolden } from './folder.ts';
import { goldenFiles } from './golden-files.ts';

/** Writes the golden files anew: `npm run golden`. What changed is for the reader of the diff to judge. */
const wanted = goldenFiles();
const before = await readGolden();
const gone = [...before.keys()].filter((path) => !wanted.some((file) => file.path === path));
for (const path of gone) await rm(join(GOLDEN_FOLDER, path));
const changed = wanted.filter(({ path, text }) => before.get(path) !== text);
for (const { path, text } of changed) {
  const file = join(GOLDEN_FOLDER, path);
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, text);
}
process.stdout.write(`${wanted.length} golden files: ${changed.length} written, ${gone.length} removed.\n`);
