import { copy, date } from './fact-columns.ts';
import type { Fact } from './star.ts';

export const inventorySnapshot: Fact = {
  kind: 'fact',
  name: 'inventory_snapshot',
  description:
    'Stock as a periodic snapshot. Quantities and values add up over products and sellers of one day, never over days. A day without a row says nothing of the stock.',
  grain: 'one row per product, seller and day',
  entity: 'inventory',
  naturalKey: ['product_id', 'seller_id', 'snapshot_date'],
  surrogateKey: null,
  parent: null,
  storage: 'columns',
  columns: [
    {
      kind: 'dimension',
      column: 'product_key',
      description: 'What is in stock, as of the count.',
      dimension: 'product',
      from: ['product_id'],
      asOf: 'counted_at_utc',
    },
    {
      kind: 'dimension',
      column: 'seller_key',
      description: 'Whose stock it is.',
      dimension: 'seller',
      from: ['seller_id'],
    },
    date('snapshot_date_key', 'snapshot_date', 'Day that the stock stands for.'),
    ...['counted_at_utc', 'quantity_on_hand', 'quantity_reserved'].map(copy),
    {
      kind: 'derived',
      column: 'quantity_available',
      type: 'int',
      sql: 's.quantity_on_hand - s.quantity_reserved',
      description: 'Pieces on hand that are not reserved.',
    },
    ...['reorder_point', 'unit_cost'].map(copy),
    {
      kind: 'derived',
      column: 'stock_value',
      type: 'decimal(19, 4)',
      sql: 'CAST(CAST(s.quantity_on_hand AS decimal(10, 0)) * CAST(s.unit_cost AS decimal(19, 4)) AS decimal(19, 4))',
      description: 'Pieces on hand times unit cost; empty without a unit cost.',
    },
    copy('changed_at_utc'),
  ],
};
