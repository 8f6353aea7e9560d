import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { checksTable } from './checks-table.ts';
import { configurationReference } from './configuration-reference.ts';
import { dataDictionary } from './data-dictionary.ts';
import { replaceBetweenMarkers } from './markers.ts';
import { subsetSection } from './subset-section.ts';
import { readViewTypes } from './view-types.ts';

export interface GeneratedPage {
  /** From the package's root. */
  readonly file: string;
  readonly url: URL;
  /** What is there now, with line feeds; empty when the page is missing. */
  readonly present: string;
  readonly wanted: string;
}

async function page(file: string, generate: (present: string) => string): Promise<GeneratedPage> {
  const url = new URL(`../../${file}`, import.meta.url);
  const present = existsSync(url) ? (await readFile(url, 'utf8')).replaceAll('\r\n', '\n') : '';
  return { file, url, present, wanted: generate(present) };
}

/** Every page that is made, in part or as a whole, from the model, the SQL files, their rules and the configuration schema. */
export async function generatedPages(): Promise<readonly GeneratedPage[]> {
  const viewTypes = await readViewTypes();
  return [
    await page('docs/data-dictionary.md', () => dataDictionary(viewTypes)),
    await page('docs/configuration.md', (present) =>
      replaceBetweenMarkers(present, 'configuration', configurationReference()),
    ),
    await page('docs/errors.md', (present) => replaceBetweenMarkers(present, 'checks', checksTable())),
    await page('docs/portable-sql.md', (present) => replaceBetweenMarkers(present, 'subset', subsetSection())),
  ];
}
