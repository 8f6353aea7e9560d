import { dateTable } from '../../dwh/model/date-dimension.ts';
import { entitiesOf } from '../../dwh/model/history-tables.ts';
import { model } from '../../dwh/model/model.ts';
import type { CollectedDimension, Dimension } from '../../dwh/model/star.ts';
import { qualifiedName, type Table } from '../../dwh/model/table.ts';
import { aliasTable, allTables, collectedDimensionTable, dimensionTable, factTable } from '../../dwh/model/tables.ts';
import { blocks, code, codes, table } from './markdown.ts';

function columnRows({ columns, foreignKeys }: Table): readonly (readonly string[])[] {
  return columns.map((column) => {
    const reference = foreignKeys.find((key) => key.column === column.name);
    const to = reference === undefined ? '' : ` → ${code(reference.table)}`;
    return [code(column.name), code(column.type), column.nullable ? 'yes' : '', `${column.description}${to}`];
  });
}

function keys({ primaryKey, unique }: Table): string {
  if (primaryKey.length === 0) return '';
  return [`Primary key: ${codes(primaryKey)}.`, ...unique.map((names) => `Unique: ${codes(names)}.`)].join(' ');
}

function tableSection(of: Table, ...more: readonly string[]): string {
  const rows = columnRows(of);
  return blocks(
    `### ${qualifiedName(of)}`,
    of.description,
    keys(of),
    table(['column', 'type', 'may be empty', 'meaning'], rows),
    ...more,
  );
}

/** T-SQL literals as a person writes them. */
function plain(literal: string): string {
  if (literal === 'CAST(1 AS bit)') return 'true';
  if (literal === 'CAST(0 AS bit)') return 'false';
  return literal.replace(/^'(.*)'$/, '$1');
}

function memberTable(dimension: CollectedDimension): string {
  const collected = 'Members are collected from the facts that name them';
  if (dimension.members.length === 0) return `${collected}.`;
  const head = [...dimension.naturalKey, ...dimension.attributes.map(({ name }) => name)];
  const others = dimension.attributes.map(({ name, otherwise }) => `${code(name)} ${plain(otherwise)}`).join(', ');
  return blocks(
    `${collected}; others than these get ${others}.`,
    table(
      head.map(code),
      dimension.members.map((values) => values.map(plain)),
    ),
  );
}

/** What makes a version of the dimension, and which of its columns belong to one. */
function versionNote({ versions, parts }: Dimension): string {
  if (versions === null) return '';
  const tracked = [...versions.tracked, ...parts.flatMap((part) => part.versions.tracked)];
  const carried =
    versions.carried.length === 0 ? '' : ` ${codes(versions.carried)} begin none, but are those of the version's time.`;
  return ` A change of ${codes(tracked)} begins a version.${carried}`;
}

function loadedSections(dimension: Dimension): readonly string[] {
  const names = codes(entitiesOf(dimension));
  const note = `Loaded from ${dimension.parts.length === 0 ? 'the entity' : 'the entities'} ${names}.${versionNote(dimension)}`;
  const own = tableSection(dimensionTable(dimension), note);
  return dimension.alias === null ? [own] : [own, tableSection(aliasTable(dimension))];
}

export function dimensionSections(): string {
  return blocks(
    tableSection(dateTable),
    ...model.loadedDimensions.flatMap(loadedSections),
    ...model.collectedDimensions.map((dimension) =>
      tableSection(collectedDimensionTable(dimension), memberTable(dimension)),
    ),
  );
}

export function factSections(): string {
  return blocks(
    ...model.facts.map((fact) => {
      const parent = fact.parent === null ? '' : ` Its parent is ${code(`fact.${fact.parent}`)}.`;
      return tableSection(factTable(fact), `Loaded from the entity ${code(fact.entity)}.${parent}`);
    }),
  );
}

export function historySections(): string {
  return blocks(
    'Without keys that the engine checks; the load keeps one row for each member and change.',
    ...allTables()
      .filter(({ schema }) => schema === 'hist')
      .map((of) => tableSection(of)),
  );
}

export function opsSections(): string {
  return blocks(
    ...allTables()
      .filter(({ schema }) => schema === 'ops')
      .map((of) => tableSection(of)),
  );
}

/** Staging tables follow from the contracts, so a line each is enough. */
export function stagingSection(): string {
  const rows = allTables()
    .filter((of) => of.schema === 'stg')
    .map((of) => [code(qualifiedName(of)), String(of.columns.length), of.description]);
  return blocks(
    'Heaps without keys. They hold the columns of their entity beside batch, row and file; decimals are text there. Only rows that wait outlive a run, and those that a run had staged and not published when it ended.',
    table(['table', 'columns', 'what it holds'], rows),
  );
}
