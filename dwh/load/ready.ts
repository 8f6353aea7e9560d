import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { contractOf, dimensionOf, factOf } from '../model/model.ts';
import type { Dimension, DimensionLookup, Fact, LoadedColumn } from '../model/star.ts';
import { keyOf, loadedColumn } from '../model/table-columns.ts';
import { isCollected, stagedColumns } from '../model/tables.ts';
import { TABLE_LOCK } from '../tsql/table-lock.ts';
import { aliasJoin, askedKey } from './infer.ts';
import { FIRST_INSTANT } from './instants.ts';
import { classOf } from './settle.ts';
import { anyDiffers, joinOn, type Statement } from './sql-text.ts';
import { isVersioned, type VersionedDimension } from './versions.ts';

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

function lookupJoin(lookup: DimensionLookup): string {
  const { naturalKey, name } = dimensionOf(lookup.dimension);
  const asked = askedKey(lookup, naturalKey);
  const on = naturalKey.map((column, index) => `d_${lookup.column}.${column} = ${asked[index]}`).join(' AND ');
  return `${aliasJoin(lookup)}\nLEFT JOIN dim.${name} AS d_${lookup.column} ON ${on}${versionCondition(lookup)}`;
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
function olderThanStored(changedAt: string): string {
  return `(s.${changedAt} < t.${changedAt} OR (s.${changedAt} IS NULL AND t.${changedAt} IS NOT NULL))`;
}

/**
 * Beside a row of a batch that has been published before: it waited, or was refused and is replayed. Rows of new batches
 * have none of it.
 */
function publishedBefore(entity: string): string {
  return `LEFT JOIN (
  SELECT b.batch_id, b.run_id, CASE WHEN b.batch_id < l.last_batch_id THEN 1 ELSE 0 END AS is_followed
  FROM ops.batch AS b
  CROSS JOIN (SELECT MAX(batch_id) AS last_batch_id FROM ops.batch WHERE entity = '${entity}' AND status = 'published') AS l
  WHERE b.entity = '${entity}' AND b.status = 'published'
) AS o ON o.batch_id = s.batch_id`;
}

/**
 * Such a row must not replace what may be newer. The star does not say which batch brought a row: it can be one after
 * the row's own, or the same that changed the star in the row's run or later. Where the times of change decide, they do.
 */
function mayBeOlder(changedAt: string | undefined): string {
  const newer = changedAt === undefined ? '' : ` AND (s.${changedAt} = t.${changedAt} OR s.${changedAt} IS NULL)`;
  return `(o.is_followed = 1 OR t.run_id >= o.run_id)${newer}`;
}

function classExpression(target: Dimension | Fact): string {
  const { changedAt } = contractOf(target.entity ?? '');
  const columns = target.columns.map((column) => loadedColumn(target.entity ?? '', column));
  const older = changedAt === undefined ? '' : `\n    WHEN ${olderThanStored(changedAt)} THEN 'superseded'`;
  const inferred = target.kind === 'dimension' ? "\n    WHEN t.is_inferred = 1 THEN 'updated'" : '';
  return `CASE WHEN t.run_id IS NULL THEN 'inserted'${older}${inferred}
    WHEN ${anyDiffers('s', 't', columns)} THEN CASE WHEN ${mayBeOlder(changedAt)} THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END`;
}

/** Beside what the history has of the same change; what the row makes of the versions is settled later. */
function historyClass(dimension: VersionedDimension): string {
  const columns = dimension.columns.map((column) => loadedColumn(dimension.entity ?? '', column));
  return `CASE WHEN t.run_id IS NULL THEN 'inserted'
    WHEN ${anyDiffers('s', 't', columns)} THEN CASE WHEN o.is_followed = 1 OR t.batch_id >= o.batch_id THEN 'superseded' ELSE 'updated' END
    ELSE 'unchanged' END`;
}

interface Stored {
  readonly join: string;
  readonly rowClass: string;
  readonly extra: readonly string[];
  readonly extraValues: readonly string[];
}

/** What a ready row is compared with. */
function storedRow(target: Dimension | Fact): Stored {
  const on = joinOn('t', 's', target.naturalKey);
  if (target.kind === 'dimension' && isVersioned(target)) {
    const { changedAt } = contractOf(target.entity ?? '');
    const since = changedAt === undefined ? FIRST_INSTANT : `COALESCE(s.${changedAt}, ${FIRST_INSTANT})`;
    return {
      join: `hist.${target.entity} AS t ON ${on} AND t.since_utc = s.since_utc`,
      rowClass: historyClass(target),
      extra: ['since_utc'],
      extraValues: [`${since} AS since_utc`],
    };
  }
  const schema = target.kind === 'dimension' ? 'dim' : 'fact';
  return {
    join: `${schema}.${target.name} AS t ON ${on}`,
    rowClass: classExpression(target),
    extra: [],
    extraValues: [],
  };
}

/** Resolves every winner into the shape of its target and says what it will do there. */
export function makeReady(target: Dimension | Fact): Statement {
  const entity = target.entity ?? '';
  const contract = contractOf(entity);
  const parent =
    target.kind === 'fact' && target.parent !== null
      ? `\nINNER JOIN fact.${factOf(target.parent).name} AS p ON ${joinOn('p', 's', contract.parent?.columns ?? [])}`
      : '';
  const joins = target.columns
    .filter((column) => column.kind === 'dimension')
    .map(lookupJoin)
    .join('');
  const stored = storedRow(target);
  const names = [...target.naturalKey, ...target.columns.map((column) => column.column), ...stored.extra];
  const values = [
    ...target.naturalKey.map((name) => `s.${name}`),
    ...target.columns.map((column) => `${expression(column)} AS ${column.column}`),
    ...stored.extraValues,
  ];
  const sql = `INSERT INTO stg.${entity}_ready${TABLE_LOCK} (batch_id, row_id, row_class, ${names.join(', ')})
SELECT s.batch_id, s.row_id,
  ${stored.rowClass},
  ${names.map((name) => `s.${name}`).join(', ')}
FROM (
SELECT s.batch_id, s.row_id,
  ${values.join(',\n  ')}
FROM ${typedRows(contract)}
${classOf('s')}${parent}${joins}
WHERE c.row_id IS NULL
) AS s
LEFT JOIN ${stored.join}
${publishedBefore(entity)}`;
  return { name: `make ${entity} ready`, sql, changesStar: false };
}
