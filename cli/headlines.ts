import type { Warehouse } from '../core/ports/warehouse.ts';
import { count, counted, money } from './figures.ts';

const ORDERS = 'SELECT COUNT(*) AS orders FROM fact.sales_order';
const REVENUE = `SELECT CAST(SUM(CAST(revenue AS decimal(19, 4))) AS decimal(19, 4)) AS revenue,
  MIN(month_start) AS first_month, MAX(month_start) AS last_month
FROM mart.revenue_by_month`;
const REVIEWS = `SELECT COUNT(*) AS reviews,
  CAST(ROUND(CAST(AVG(CAST(score AS float)) AS decimal(28, 10)), 2) AS decimal(9, 2)) AS score
FROM fact.review`;

/** The figures that tell at a glance whether a warehouse holds what it should. */
export async function headlines(warehouse: Warehouse): Promise<readonly string[]> {
  const [[orders] = []] = (await warehouse.select(ORDERS, 'headline')).rows;
  const [[revenue, first, last] = []] = (await warehouse.select(REVENUE, 'headline')).rows;
  const [[reviews, score] = []] = (await warehouse.select(REVIEWS, 'headline')).rows;
  const months = typeof first === 'string' ? `, ${first.slice(0, 7)} to ${String(last).slice(0, 7)}` : '';
  const average = Number(reviews) === 0 ? '' : `, average score ${String(score)}`;
  return [
    'The warehouse now holds:',
    `  ${counted(Number(orders), 'order')}${months}`,
    `  ${money(String(revenue ?? '0'))} revenue (without freight, canceled and unavailable orders)`,
    `  ${count(Number(reviews))} reviews${average}`,
  ];
}
