import type { Warehouse } from '../core/ports/warehouse.ts';
import { counted, money } from './figures.ts';

const ORDERS = `SELECT SUM(CAST(orders AS bigint)) AS orders, MIN(month_start) AS first_month, MAX(month_start) AS last_month
FROM mart.orders_by_month`;
const REVENUE = `SELECT CAST(SUM(CAST(revenue AS decimal(19, 4))) AS decimal(19, 4)) AS revenue
FROM mart.revenue_by_month`;
const REVIEWS = `SELECT COUNT(*) AS reviews,
  CAST(ROUND(CAST(AVG(CAST(score AS float)) AS decimal(28, 10)), 2) AS decimal(9, 2)) AS score
FROM fact.review`;

/** The figures that tell at a glance whether a warehouse holds what it should. */
export async function headlines(warehouse: Warehouse): Promise<readonly string[]> {
  const [[orders, first, last] = []] = (await warehouse.select(ORDERS, 'headline')).rows;
  const [[revenue] = []] = (await warehouse.select(REVENUE, 'headline')).rows;
  const [[reviews, score] = []] = (await warehouse.select(REVIEWS, 'headline')).rows;
  const months = typeof first === 'string' ? `, ${first.slice(0, 7)} to ${String(last).slice(0, 7)}` : '';
  const average = Number(reviews) === 0 ? '' : `, average score ${String(score)}`;
  return [
    'The warehouse now holds:',
    `  ${counted(Number(orders ?? 0), 'order')}${months}`,
    `  ${money(String(revenue ?? '0'))} revenue (without freight, canceled and unavailable orders)`,
    `  ${counted(Number(reviews), 'review')}${average}`,
  ];
}
