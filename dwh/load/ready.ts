import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { contractOf, dimensionOf, factOf } from '../model/model.ts';
import type { Dimension, DimensionLookup, Fact, LoadedColumn } from '../model/star.ts';
import { keyOf, loadedColumn } from '../model/table-columns.ts';
import { isCollected, stagedColumns } from '../model/tables.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { aliasJoin, askedKey } from './infer.ts';
import { FIRST_INSTANT } from './instants.ts';
import { noteOvertaken } from './overtaken.ts';
import { inPart, isInPart, partsOfStaged } from './parts.ts';
import { classOf } from './settle.ts';
import { anyDiffers, joinOn, type Statement } from './sql-text.ts';
import { isVersioned } from './versions.ts';

function asOfInstant(lookup: DimensionLookup): string {
  const instant = lookup.asOf ?? '';
  return instant.startsWith('parent.') ? `p.${instant.slice('parent.'.length)}` : `s.${instant}`;
}

/** The version valid at the row's own instant, or the current one where the row has none to offer. */
function versionCondition(lookup: DimensionLookup): string {
  const dimension = dimensionOf(lookup.dimension);
  if (isCollected(dimension) || dimension.versions === null) return '';
  const alias = `d_${lookup.column}`;
  if (lookup.asOf === undefined) return ` AND ${alias}.is_current = 1`;
  const instant = asOfInstant(lookup);
  return ` AND ${instant} >= ${alias}.valid_from_utc AND ${instant} < ${alias}.valid_to_utc`;
}

/**
 * The members that the part asks for. Of a whole dimension DuckDB would hold every version while it joins: it does not
 * see how few a part needs, and with two such joins in one statement nothing is spilled.
 */
function askedMembers(entity: string, lookup: DimensionLookup): string {
  const dimension = dimensionOf(lookup.dimension);
  if (isCollected(dimension) || dimension.versions === null) return `dim.${dimension.name}`;
  const [key = ''] = dimension.naturalKey;
  const period = lookup.asOf === undefined ? ['is_current'] : ['valid_from_utc', 'valid_to_utc'];
  const columns = [keyOf(dimension.name), key, ...period].map((name) => `m.${name}`);
  return `(
  SELECT ${columns.join(', ')}
  FROM dim.${dimension.name} AS m
  WHERE m.${key} IN (
    SELECT ${askedKey(lookup, dimension.naturalKey)[0]} AS ${key}
    FROM stg.${entity}_row AS s${aliasJoin(lookup).replace('\n', '\n    ')}
    WHERE ${isInPart('s', ['row_id'])}
  )
)`;
}

function lookupJoin(entity: string, lookup: DimensionLookup): string {
  const { naturalKey } = dimensionOf(lookup.dimension);
  const asked = askedKey(lookup, naturalKey);
  const on = naturalKey.map((column, index) => `d_${lookup.column}.${column} = ${asked[index]}`).join(' AND ');
  const members = askedMembers(entity, lookup);
  return `${aliasJoin(lookup)}\nLEFT JOIN ${members} AS d_${lookup.column} ON ${on}${versionCondition(lookup)}`;
}

/** Digits before the point that a decimal(18, …) of the column's scale can always hold. */
function safeDigits(scale: number): number {
  return 18 - scale;
}

/**
 * The exact decimal of a staged text. DuckDB casts text to a decimal of more than 18 digits a hundred times slower
 * than to one of 18 (6 µs a row against 0.04), and hardly any amount needs the width: short texts take the short way.
 */
export function decimalFromText(column: ContractColumn): string {
  const [precision, scale] = [column.precision ?? 19, column.scale ?? 4];
  const wide = `CAST(r.${column.name} AS decimal(${precision}, ${scale}))`;
  if (precision <= 18) return wide;
  const narrow = `CAST(CAST(r.${column.name} AS decimal(18, ${scale})) AS decimal(${precision}, ${scale}))`;
  return `CASE WHEN LEN(RTRIM(r.${column.name})) <= ${safeDigits(scale)} THEN ${narrow} ELSE ${wide} END`;
}

/** Staged rows with their decimals typed, once for all the expressions that use them. */
function typedRows(contract: EntityContract): string {
  const names = contract.columns.flatMap((column) =>
    column.type === 'decimal'
      ? [`${decimalFromText(column)} AS ${column.name}`]
      : stagedColumns(column).map((staged) => `r.${staged.name}`),
  );
  return `(\n  SELECT r.batch_id, r.row_id, ${names.join(', ')}\n  FROM stg.${contract.entity}_row AS r\n) AS s`;
}

function expression(column: LoadedColumn): string {
  switch (column.kind) {
    case 'copy':
      return `s.${column.column}`;
    case 'dimension':
      return `COALESCE(d_${column.column}.${keyOf(column.dimension)}, -1)`;
    case 'date':
      return `COALESCE(YEAR(s.${column.from}) * 10000 + MONTH(s.${column.from}) * 100 + DAY(s.${column.from}), -1)`;
    case 'parent':
      return `p.${column.from}`;
    case 'derived':
      return column.sql;
  }
}

/** An older change, or one without a time against one with, brings nothing. */
function olderThanStored(ready: string, changedAt: string): string {
  return `(${ready}.${changedAt} < t.${changedAt} OR (${ready}.${changedAt} IS NULL AND t.${changedAt} IS NOT NULL))`;
}

/** Batches of the entity that were published before: their rows waited, or were refused and are replayed. */
function publishedBatches(entity: string): string {
  return `(
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = '${entity}' AND status = 'published') AS l
  WHERE b.entity = '${entity}' AND b.status = 'published'
) AS o`;
}

/** What a ready row is compared with. */
interface Stored {
  readonly table: string;
  readonly key: readonly string[];
  /** Cases that go before. */
  readonly before: readonly string[];
  /** Further condition, with AND before it: no time of change decides between the two. */
  readonly undecided: string;
  /** When what is stored may be newer than a row of a published batch. */
  readonly mayBeNewer: string;
}

function storedRow(target: Dimension | Fact, ready: string): Stored {
  const { changedAt } = contractOf(target.entity ?? '');
  if (target.kind === 'dimension' && isVersioned(target)) {
    return {
      table: `hist.${target.entity}`,
      key: [...target.naturalKey, 'since_utc'],
      before: [],
      undecided: '',
      mayBeNewer: 'o.is_followed = 1 OR t.batch_id >= o.batch_id',
    };
  }
  const isDimension = target.kind === 'dimension';
  const older = changedAt === undefined ? [] : [`WHEN ${olderThanStored(ready, changedAt)} THEN 'superseded'`];
  const undecidedBy =
    changedAt === undefined ? '' : ` AND (${ready}.${changedAt} = t.${changedAt} OR ${ready}.${changedAt} IS NULL)`;
  return {
    table: isDimension ? `dim.${target.name}` : `fact.${target.name}`,
    key: target.naturalKey,
    before: [...older, ...(isDimension ? ["WHEN t.is_inferred = 1 THEN 'updated'"] : [])],
    undecided: `${undecidedBy}${isDimension ? ' AND t.is_inferred <> 1' : ''}`,
    // The star does not say which batch brought a row: it can be one after the row's own, or the same that changed the
    // star in the row's run or later.
    mayBeNewer: 'o.is_followed = 1 OR t.run_id >= o.run_id',
  };
}

/** Columns of a ready row that its target has not: since when a member is like this. */
function sinceColumns(target: Dimension | Fact): readonly (readonly [string, string])[] {
  if (target.kind !== 'dimension' || !isVersioned(target)) return [];
  const { changedAt } = contractOf(target.entity ?? '');
  return [['since_utc', changedAt === undefined ? FIRST_INSTANT : `COALESCE(s.${changedAt}, ${FIRST_INSTANT})`]];
}

/** Resolves every winner into the shape of its target; until it is compared with what is stored, it is new. */
function resolveRows(target: Dimension | Fact): Statement {
  const entity = target.entity ?? '';
  const contract = contractOf(entity);
  const since = sinceColumns(target);
  const parent =
    target.kind === 'fact' && target.parent !== null
      ? `\nINNER JOIN fact.${factOf(target.parent).name} AS p ON ${joinOn('p', 's', contract.parent?.columns ?? [])}`
      : '';
  const joins = target.columns
    .filter((column) => column.kind === 'dimension')
    .map((lookup) => lookupJoin(entity, lookup))
    .join('');
  const names = [
    ...target.naturalKey,
    ...target.columns.map((column) => column.column),
    ...since.map(([name]) => name),
  ];
  const values = [
    ...target.naturalKey.map((name) => `s.${name}`),
    ...target.columns.map((column) => `${expression(column)} AS ${column.column}`),
    ...since.map(([name, value]) => `${value} AS ${name}`),
  ];
  const sql = `INSERT INTO stg.${entity}_ready${TABLE_LOCK} (batch_id, row_id, row_class, ${names.join(', ')})
SELECT s.batch_id, s.row_id, 'inserted',
  ${values.join(',\n  ')}
FROM ${typedRows(contract)}
${classOf('s')}${parent}${joins}
WHERE c.row_id IS NULL${inPart('s', ['row_id'])}`;
  return { name: `make ${entity} ready`, sql, changesStar: false, parts: partsOfStaged(entity) };
}

/**
 * Says what the rows will do whose keys are stored. Apart from resolving them, and with one join of wide rows: of several
 * at once DuckDB spills none. A row must not replace one of its key that is noted to have gone before it.
 */
function compareRows(target: Dimension | Fact): Statement {
  const entity = target.entity ?? '';
  const ready = `stg.${entity}_ready`;
  const { table, key, before, undecided } = storedRow(target, ready);
  const columns = target.columns.map((column) => loadedColumn(entity, column));
  const cases = [
    ...before,
    `WHEN ${anyDiffers(ready, 't', columns)} THEN CASE WHEN ${ready}.is_overtaken = 1${undecided} THEN 'superseded' ELSE 'updated' END`,
    "ELSE 'unchanged'",
  ];
  const sql = `UPDATE ${ready}
SET row_class = CASE
    ${cases.join('\n    ')} END
FROM ${table} AS t
WHERE ${joinOn('t', ready, key)}`;
  return { name: `compare ${entity} with what is stored`, sql, changesStar: false };
}

/** Where nothing is noted of a row of a published batch, nothing that may be newer is replaced. */
function sparePossiblyNewer(target: Dimension | Fact): Statement {
  const entity = target.entity ?? '';
  const ready = `stg.${entity}_ready`;
  const { table, key, undecided, mayBeNewer } = storedRow(target, ready);
  const sql = `UPDATE ${ready}
SET row_class = 'superseded'
FROM ${table} AS t
CROSS JOIN ${publishedBatches(entity)}
WHERE ${joinOn('t', ready, key)} AND o.batch_id = ${ready}.batch_id AND ${ready}.row_class = 'updated'
  AND ${ready}.is_overtaken IS NULL AND (${mayBeNewer})${undecided}`;
  return { name: `spare what may be newer than ${entity}`, sql, changesStar: false };
}

/** Every winner in the shape of its target, with what it will do there. */
export function makeReady(target: Dimension | Fact): readonly Statement[] {
  const entity = contractOf(target.entity ?? '');
  return [resolveRows(target), noteOvertaken(entity), compareRows(target), sparePossiblyNewer(target)];
}
