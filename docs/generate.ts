import { writeFile } from 'node:fs/promises';
import { generatedPages } from './generate/generated-pages.ts';

/** Writes the generated pages, and the generated parts of the others. `npm run docs` */
for (const page of await generatedPages()) {
  if (page.wanted === page.present) continue;
  await writeFile(page.url, page.wanted);
  process.stdout.write(`${page.file} is written anew.\n`);
}
