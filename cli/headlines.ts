import type { Warehouse } from '../core/ports/warehouse.ts';
import { count, counted, money } from './figures.ts';

const ORDERS = `SELECT SUM(CAST(orders AS bigint)) AS orders, MIN(month_start) AS first_month, MAX(month_start) AS last_month
FROM mart.orders_by_month`;
const REVENUE = `SELECT CAST(SUM(CAST(revenue AS decimal(28, 4))) AS decimal(28, 4)) AS revenue
FROM mart.revenue_by_month`;
/** A review may speak of several orders; it is one review all the same. */
const REVIEWS = `SELECT COUNT(*) AS reviews,
  CAST(ROUND(CAST(AVG(CAST(r.score AS float)) AS decimal(28, 10)), 2) AS decimal(9, 2)) AS score
FROM mart.distinct_review AS r`;

/** Of the newest day on which anything was counted. */
const STOCK = `SELECT MAX(f.snapshot_date) AS snapshot_date, COUNT(DISTINCT f.product_id) AS products,
  SUM(CAST(f.quantity_on_hand AS bigint)) AS pieces
FROM fact.inventory_snapshot AS f
WHERE f.is_deleted = CAST(0 AS bit) AND f.snapshot_date = (
  SELECT MAX(n.snapshot_date) AS newest FROM fact.inventory_snapshot AS n WHERE n.is_deleted = CAST(0 AS bit)
)`;
const TICKETS = `SELECT COUNT(*) AS tickets, SUM(CAST(1 - o.resolved AS bigint)) AS open_tickets
FROM mart.ticket_outcome AS o`;

/** Nothing of a subject that the warehouse has no rows of. */
async function stockAndTickets(warehouse: Warehouse): Promise<readonly string[]> {
  const [[day, products, pieces] = []] = (await warehouse.select(STOCK, 'headline')).rows;
  const [[tickets, open] = []] = (await warehouse.select(TICKETS, 'headline')).rows;
  const stock = `  ${counted(Number(pieces ?? 0), 'piece')} of ${counted(Number(products), 'product')} in stock on ${String(day)}`;
  const support = `  ${counted(Number(tickets), 'support ticket')}, ${count(Number(open ?? 0))} of them open`;
  return [...(Number(products) === 0 ? [] : [stock]), ...(Number(tickets) === 0 ? [] : [support])];
}

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
    ...(await stockAndTickets(warehouse)),
  ];
}
