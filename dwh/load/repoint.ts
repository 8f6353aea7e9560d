import { factOf, model } from '../model/model.ts';
import type { DimensionLookup, Fact } from '../model/star.ts';
import { keyOf } from '../model/table-columns.ts';
import { lookupsOf } from './lookups.ts';
import { joinOn, prefixed, type Statement } from './sql-text.ts';
import { isVersioned, type VersionedDimension } from './versions.ts';

const OF_PARENT = 'parent.';

interface Placed {
  readonly instant: string;
  readonly parentJoin: string;
}

/** Where a fact, as `f`, or its parent, as `p`, has the instant by which it looks a version up. */
function placeOf(fact: Fact, asOf: string): Placed {
  if (!asOf.startsWith(OF_PARENT)) return { instant: `f.${asOf}`, parentJoin: '' };
  const parent = factOf(fact.parent ?? '');
  const key = parent.surrogateKey ?? '';
  return {
    instant: `p.${asOf.slice(OF_PARENT.length)}`,
    parentJoin: `\n  INNER JOIN fact.${parent.name} AS p ON p.${key} = f.${key}`,
  };
}

interface Candidates {
  /** Holds the versions that facts are to point to. */
  readonly versions: string;
  readonly where: string;
}

function repoint(
  fact: Fact,
  lookup: DimensionLookup,
  dimension: VersionedDimension,
  { versions, where }: Candidates,
): Statement {
  const table = `fact.${fact.name}`;
  const key = keyOf(dimension.name);
  const { instant, parentJoin } = placeOf(fact, lookup.asOf ?? '');
  const sql = `UPDATE ${table}
SET ${lookup.column} = c.${key}, run_id = @run_id
FROM (
  SELECT ${prefixed('f', fact.naturalKey)}, v.${key}
  FROM ${table} AS f${parentJoin}
  INNER JOIN dim.${dimension.name} AS d ON d.${key} = f.${lookup.column}
  INNER JOIN ${versions} AS v ON ${joinOn('v', 'd', dimension.naturalKey)}
    AND ${instant} >= v.valid_from_utc AND ${instant} < v.valid_to_utc
  WHERE ${where}v.${key} <> f.${lookup.column}
) AS c
WHERE ${joinOn('c', table, fact.naturalKey)}`;
  return { name: `re-point ${table} to versions of dim.${dimension.name}`, sql, changesStar: true };
}

/** Facts follow members whose versions were worked out anew. */
export function repointToVersions(dimension: VersionedDimension): readonly Statement[] {
  const candidates = { versions: `stg.${dimension.name}_version`, where: '' };
  return lookupsOf(dimension.name)
    .filter(({ lookup }) => lookup.asOf !== undefined)
    .map(({ fact, lookup }) => repoint(fact, lookup, dimension, candidates));
}

/** Children that look versions up as of an instant of their parent, when that has moved. */
export function repointChildren(parent: Fact): readonly Statement[] {
  return model.loadedDimensions.filter(isVersioned).flatMap((dimension) =>
    lookupsOf(dimension.name)
      .filter(({ fact, lookup }) => fact.parent === parent.name && lookup.asOf?.startsWith(OF_PARENT) === true)
      .map(({ fact, lookup }) =>
        repoint(fact, lookup, dimension, { versions: `dim.${dimension.name}`, where: 'p.run_id = @run_id AND ' }),
      ),
  );
}
