import type { MartDatabase } from './mart-database.ts';

/*
 * What is in the stock on purpose:
 * - P1 was counted on 29 February by S1 before it became media and by S2 after midnight, when it was.
 * - P2 has two counts, and fewer than no pieces by the later one; P3 has promised more than it has.
 * - S1 counted P5 after the last order of the shop, S2 counted P4 in the first month of the shop.
 */

const COLUMNS = [
  ...['product_id', 'seller_id', 'snapshot_date', 'snapshot_date_key', 'counted_at_utc', 'product_key', 'seller_key'],
  ...['quantity_on_hand', 'quantity_reserved', 'quantity_available', 'reorder_point', 'unit_cost', 'stock_value'],
] as const;

export async function insertStock(mart: MartDatabase): Promise<void> {
  const day = (date: string, time = '20:00') => [date, Number(date.replaceAll('-', '')), `${date} ${time}`];
  await mart.insert('fact.inventory_snapshot', COLUMNS, [
    ['P1', 'S1', ...day('2024-02-29'), 1, 1, 10, 2, 8, 5, '4.0000', '40.0000'],
    ['P1', 'S2', '2024-02-29', 20240229, '2024-03-01 00:30', 2, 2, 4, 0, 4, null, null, null],
    ['P1', 'S1', ...day('2024-03-02'), 2, 1, 6, 1, 5, 5, '4.5000', '27.0000'],
    ['P2', 'S1', ...day('2024-02-05'), 3, 1, 100, 0, 100, null, '9.0000', '900.0000'],
    ['P2', 'S1', ...day('2024-03-02'), 3, 1, -3, 0, -3, null, '10.0000', '-30.0000'],
    ['P3', 'S1', ...day('2024-03-02'), 4, 1, 3, 5, -2, 1, null, null],
    ['P4', 'S2', ...day('2024-01-20'), 5, 2, 9, 0, 9, null, null, null],
    ['P5', 'S1', ...day('2024-03-10'), 6, 1, 7, 0, 7, 0, null, null],
    ['P5', 'S2', ...day('2024-03-02'), 6, 2, 2, 0, 2, null, null, null],
  ]);
}
