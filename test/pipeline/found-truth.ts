import type { Session } from '../../core/ports/warehouse.ts';
import type { Truth } from './read-truth.ts';

async function pairs(session: Session, sql: string): Promise<readonly (readonly [string, string])[]> {
  const { rows } = await session.query(sql);
  return rows.map(([name, value]) => [String(name), String(value)]);
}

/** `12.3400` as `12.34`. Amounts of the seeded shops have two digits, so anything else stays as it is and differs. */
function cents(amount: string): string {
  return amount.replace(/(\.\d\d)00$/, '$1');
}

async function counted(session: Session, sql: string): Promise<Record<string, number>> {
  return Object.fromEntries((await pairs(session, sql)).map(([name, value]) => [name, Number(value)]));
}

async function amounts(session: Session, sql: string): Promise<Record<string, string>> {
  return Object.fromEntries((await pairs(session, sql)).map(([name, value]) => [name, cents(value)]));
}

export function foundFacts(session: Session): Promise<Record<string, number>> {
  const names = ['sales_order', 'order_item', 'payment', 'review', 'inventory_snapshot', 'support_ticket'];
  const counts = names.map((name) => `SELECT '${name}' AS fact, COUNT(*) AS row_count FROM fact.${name}`);
  return counted(session, counts.join(' UNION ALL '));
}

export async function foundDimensions(session: Session): Promise<Truth['dimensions']> {
  const found: Truth['dimensions'] = {};
  for (const name of ['customer', 'product', 'seller']) {
    const members = `SELECT COUNT(DISTINCT d.${name}_id) AS members, COUNT(*) AS versions,
  COUNT(DISTINCT CASE WHEN d.is_inferred = 1 THEN d.${name}_id END) AS inferred
FROM dim.${name} AS d
WHERE d.${name}_key > 0`;
    const [row] = (await session.query(members)).rows;
    found[name] = { members: Number(row?.[0]), versions: Number(row?.[1]), inferred: Number(row?.[2]) };
  }
  return found;
}

async function foundStockAndTickets(session: Session) {
  const resolved = await session.query(
    'SELECT COALESCE(SUM(v.resolved_tickets), 0) AS resolved FROM mart.tickets_by_month_and_issue AS v',
  );
  return {
    stock_on_hand_by_day: await counted(
      session,
      'SELECT v.snapshot_date, SUM(v.on_hand) AS on_hand FROM mart.stock_by_product_and_day AS v GROUP BY v.snapshot_date',
    ),
    tickets_by_issue: await counted(
      session,
      "SELECT CONCAT(v.issue_category, ': ', v.issue) AS issue, v.tickets FROM mart.tickets_by_issue AS v",
    ),
    tickets_resolved: Number(resolved.rows[0]?.[0]),
  };
}

export async function foundFigures(session: Session): Promise<Truth['figures']> {
  const totals = await session.query(
    `SELECT SUM(v.revenue) AS revenue, SUM(v.freight) AS freight, SUM(v.gross) AS gross FROM mart.revenue_by_month AS v`,
  );
  const [revenue, freight, gross] = (totals.rows[0] ?? []).map((amount) => cents(String(amount)));
  return {
    revenue: revenue ?? '',
    freight: freight ?? '',
    gross: gross ?? '',
    revenue_by_month: await amounts(session, 'SELECT v.month_label, v.revenue FROM mart.revenue_by_month AS v'),
    paid_by_type: await amounts(session, 'SELECT v.payment_type, v.paid FROM mart.paid_by_payment_type AS v'),
    orders_by_status: await counted(
      session,
      'SELECT v.order_status, v.orders FROM mart.order_status_distribution AS v',
    ),
    ...(await foundStockAndTickets(session)),
  };
}

/** Rows that checks with severity `report` found, as the latest run that ran checks stored them. */
export function storedFindings(session: Session): Promise<Record<string, number>> {
  return counted(
    session,
    `SELECT r.check_name, r.failed_rows FROM ops.check_result AS r
WHERE r.severity = 'report' AND r.run_id = (SELECT MAX(c.run_id) AS run_id FROM ops.check_result AS c)`,
  );
}
