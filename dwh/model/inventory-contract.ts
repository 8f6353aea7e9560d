import type { EntityContract } from '../../core/contract.ts';
import { changedAt, id, money } from './contract-columns.ts';

/**
 * 100,000,000 pieces of 9,999,999 each are 999,999,900,000,000, which a decimal(19, 4) just holds; what reservations leave
 * of them is within 200,000,000 of zero, which an int holds. A billion such rows are less than 10^24, which is what the
 * views' decimal(28, 4) holds.
 */
const MOST_PIECES = '100000000';
const DEAREST_PIECE = '9999999';

export const inventoryContract: EntityContract = {
  entity: 'inventory',
  description: "A seller's stock of a product as of a day. A later row for the same day corrects it.",
  key: ['product_id', 'seller_id', 'snapshot_date'],
  changedAt: 'changed_at_utc',
  columns: [
    id('product_id', 'What is in stock.'),
    id('seller_id', 'Whose stock it is; a shop without sellers gives a constant.'),
    { name: 'snapshot_date', type: 'date', description: 'Day that the stock stands for.' },
    {
      name: 'counted_at_utc',
      type: 'datetime',
      required: true,
      description: 'Instant of the figures; the product is taken as it was then.',
    },
    {
      name: 'quantity_on_hand',
      type: 'int',
      required: true,
      min: `-${MOST_PIECES}`,
      max: MOST_PIECES,
      description: 'Pieces in stock. Below zero is let in and reported: some systems book sales before deliveries.',
    },
    {
      name: 'quantity_reserved',
      type: 'int',
      min: '0',
      max: MOST_PIECES,
      default: '0',
      description: 'Pieces of these that are promised to orders.',
    },
    {
      name: 'reorder_point',
      type: 'int',
      min: '0',
      max: MOST_PIECES,
      description: 'Available pieces at which more is to be ordered.',
    },
    { ...money('unit_cost', 'What one piece cost the seller.'), min: '0', max: DEAREST_PIECE },
    changedAt,
  ],
};
