import { configSchema } from '../../core/config/schema.ts';
import { blocks, code, table } from './markdown.ts';
import { nodeAt, parseSchema, type SchemaNode, typeText } from './schema-node.ts';

/** Meaning of the keys whose meaning is the shape around them, which a description in the schema would repeat. */
const MEANINGS: Readonly<Record<string, string>> = {
  'configuration.sources': 'Where rows come from, by a name you choose: lower case letters, digits, `_` and `-`.',
  'source.kind': 'Files of one folder; the only kind there is so far.',
  'source.directory': 'The folder; a relative path starts at the configuration file.',
  'source.format': 'How its files are written, where a feed does not say otherwise.',
  'source.feeds': 'What to read from it. Several feeds may read the same files.',
  'feed.entity': 'What the rows are; the [data dictionary](data-dictionary.md#input-entities) lists the entities.',
  'feed.format': "Instead of the source's.",
  'csv.type': 'Text with separated values.',
  'csv.separator': 'Between two values. This key and those below it belong to CSV.',
  'csv.quote': 'Around values that hold a separator or a line end; empty: no value is quoted.',
  'csv.escape': 'Before a quote inside a quoted value; the quote itself means that it is doubled.',
  'jsonl.type': 'One JSON object a line.',
  'parquet.type':
    'Parquet. Columns of text are read as the feed says; numbers, dates and timestamps bring their own format.',
};

const OBJECT_TYPES: Readonly<Record<string, string>> = {
  'configuration.security': '[security](#security)',
  'configuration.bronze': '[bronze](#bronze)',
  'configuration.checks': 'check name → `"off"`, `"report"` or `"stop"`',
  'configuration.contracts': 'entity → mode or [modes](#contract-modes)',
  'configuration.sources': 'name → [source](#a-source)',
  'source.format': '[format](#a-format)',
  'source.feeds': 'list of [feeds](#a-feed)',
  'feed.format': '[format](#a-format)',
  'feed.columns': 'contract column → [mapping](#a-column)',
  'column.values': 'text → text',
};

function meaning(path: string, node: SchemaNode): string {
  const own = MEANINGS[path];
  if (node.description !== null && own !== undefined) {
    throw new Error(`${path} has a description in the schema now: take it out of MEANINGS.`);
  }
  const text = node.description ?? own;
  if (text === undefined) throw new Error(`${path} needs a description in core/config/schema.ts.`);
  return text;
}

function needed(name: string, parent: SchemaNode, node: SchemaNode): string {
  if (parent.required.has(name)) return 'required';
  if (node.defaultText?.startsWith('{"') === true) return 'default: CSV with commas';
  return node.defaultText === null ? 'optional' : `default ${code(node.defaultText)}`;
}

function keyRows(kind: string, parent: SchemaNode, names: readonly string[]): readonly (readonly string[])[] {
  return names.map((name) => {
    const node = nodeAt(parent, [name]);
    const path = `${kind}.${name}`;
    return [code(name), OBJECT_TYPES[path] ?? typeText(node), needed(name, parent, node), meaning(path, node)];
  });
}

const HEAD = ['key', 'value', '', 'meaning'];

function section(title: string, kind: string, parent: SchemaNode, names: readonly string[], intro = ''): string {
  return blocks(`### ${title}`, intro, table(HEAD, keyRows(kind, parent, names)));
}

/** Keys that sources, feeds and columns all have: how the text of a field is read. */
function readingKeys(source: SchemaNode, feed: SchemaNode, column: SchemaNode): readonly string[] {
  return [...source.properties.keys()].filter((name) => feed.properties.has(name) && column.properties.has(name));
}

function without(node: SchemaNode, names: readonly string[]): readonly string[] {
  return [...node.properties.keys()].filter((name) => !names.includes(name));
}

function formats(source: SchemaNode): string {
  const rows = nodeAt(source, ['format']).choices.flatMap((format) => {
    const kind = nodeAt(format, ['type']).values[0]?.replaceAll('"', '') ?? '';
    return keyRows(kind, format, [...format.properties.keys()]);
  });
  const intro =
    'A file that starts like gzip is unpacked, whatever its name. Text files are UTF-8, with or without a byte order mark.';
  return blocks('### A format', intro, table(HEAD, rows));
}

function columns(column: SchemaNode, constant: SchemaNode, reading: readonly string[]): string {
  const rows = [
    ['`"Name"`', 'text', 'short form', "The file's column, read as its feed says."],
    ...keyRows('column', column, without(column, reading)),
    ...keyRows('constant', constant, [...constant.properties.keys()]),
  ];
  const intro =
    'A mapping is one of three: the name of a column, an object with `column`, or an object with `constant` alone. An object with `column` may also hold the [reading](#reading) options.';
  return blocks('### A column', intro, table(HEAD, rows));
}

const CONTRACT_INTRO =
  'A mode is `"evolve"`, `"freeze"` or `"quarantine"`; one word alone stands for all three keys. [What they do](#when-files-change).';

const COMPLETE_INTRO = 'What an object in `complete` of a feed may hold; [what it does](#complete-files).';

/** Every key of the configuration, from its schema. Markdown. */
export function configurationReference(): string {
  const root = parseSchema(configSchema.toJSONSchema({ io: 'input' }));
  const security = nodeAt(root, ['security']);
  const modes = nodeAt(root, ['contracts', '*']).choices.find((choice) => choice.properties.size > 0);
  if (modes === undefined) throw new Error('The schema of a contract has changed.');
  const bronze = nodeAt(root, ['bronze']);
  const source = nodeAt(root, ['sources', '*']);
  const feed = nodeAt(source, ['feeds', '*']);
  const [column, constant] = nodeAt(feed, ['columns', '*']).choices.filter((choice) => choice.properties.size > 0);
  if (column === undefined || constant === undefined) throw new Error('The schema of a column mapping has changed.');
  const whole = nodeAt(feed, ['complete']).choices.find((choice) => choice.properties.size > 0);
  if (whole === undefined) throw new Error('The schema of complete files has changed.');
  const reading = readingKeys(source, feed, column);
  return blocks(
    section('The configuration', 'configuration', root, [...root.properties.keys()]),
    section('Security', 'security', security, [...security.properties.keys()], 'Without effect on DuckDB.'),
    section('Contract modes', 'contract', modes, [...modes.properties.keys()], CONTRACT_INTRO),
    section(
      'Bronze',
      'bronze',
      bronze,
      [...bronze.properties.keys()],
      'What it is good for is in [operations](operations.md#bronze).',
    ),
    section(
      'A source',
      'source',
      source,
      without(source, reading),
      'It may also hold the [reading](#reading) options.',
    ),
    section('A feed', 'feed', feed, without(feed, reading), 'It may also hold the [reading](#reading) options.'),
    section('The object of complete', 'complete', whole, [...whole.properties.keys()], COMPLETE_INTRO),
    section('Reading', 'reading', source, reading, 'In a source, a feed or a column; the nearest wins.'),
    columns(column, constant, reading),
    formats(source),
  );
}
