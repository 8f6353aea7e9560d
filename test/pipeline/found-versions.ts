import type { Session } from '../../core/ports/warehouse.ts';
import type { DaysTruth } from './read-truth.ts';

type Sample = DaysTruth['versions']['customer']['sample'];

/** Members by their number of versions, without the unknown one. */
export async function foundVersionCounts(session: Session, name: string): Promise<Record<string, number>> {
  const { rows } = await session.query(`SELECT m.versions, COUNT(*) AS members
FROM (
  SELECT d.${name}_id, COUNT(*) AS versions FROM dim.${name} AS d WHERE d.${name}_key > 0 GROUP BY d.${name}_id
) AS m
GROUP BY m.versions`);
  return Object.fromEntries(rows.map(([versions, members]) => [String(versions), Number(members)]));
}

function timeText(value: unknown): string {
  return value instanceof Date ? value.toISOString().slice(0, 19).replace('T', ' ') : String(value).slice(0, 19);
}

/** From when each version of the sample's members is valid. */
export async function foundSample(session: Session, name: string, sample: Sample): Promise<Sample> {
  const found: { key: string; valid_from_utc: string[] }[] = [];
  for (const { key } of sample) {
    const { rows } = await session.query(
      `SELECT d.valid_from_utc FROM dim.${name} AS d WHERE d.${name}_id = @member ORDER BY d.valid_from_utc`,
      { member: key },
    );
    found.push({ key, valid_from_utc: rows.map(([from]) => timeText(from)) });
  }
  return found;
}

async function revenueBy(session: Session, name: string, view = `revenue_by_${name}`): Promise<Record<string, string>> {
  const { rows } = await session.query(
    `SELECT v.${name}, CAST(SUM(v.revenue) AS decimal(19, 4)) AS revenue FROM mart.${view} AS v GROUP BY v.${name}`,
  );
  return Object.fromEntries(rows.map(([group, revenue]) => [String(group), String(revenue).replace(/00$/, '')]));
}

/** Revenue by what held at the purchase; countries, segments and categories without any are left out. */
export async function foundAsOf(session: Session): Promise<DaysTruth['as_of']> {
  return {
    revenue_by_country: await revenueBy(session, 'country'),
    revenue_by_segment: await revenueBy(session, 'segment', 'revenue_by_month_segment'),
    revenue_by_category: await revenueBy(session, 'category'),
  };
}
