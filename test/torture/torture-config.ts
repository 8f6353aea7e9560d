import type { Config } from '../../core/config/schema.ts';
import { complete, deliveriesConfig, mapping } from '../pipeline/test-config.ts';

/** What reads some of the values that are refused before. */
const MENDS = [
  mapping('order', { purchased_at_utc: { column: 'purchased_at', values: { yesterday: '2025-06-01 10:00:00' } } }),
  mapping('order_item', {
    quantity: { column: 'quantity', values: { many: '2' } },
    unit_price: { column: 'unit_price', values: { abc: '9.99' } },
  }),
  mapping('payment', { amount: { column: 'amount', values: { abc: '9.99' } } }),
  mapping('product', { list_price: { column: 'list_price', values: { abc: '' } } }),
  mapping('profile', { loyalty_points: { column: 'loyalty_points', values: { many: '' } } }),
  mapping('review', { score: { column: 'score', values: { x: '3', '9': '5' } } }),
];

/** Of the deliveries: complete files of two entities, and reviews that come with an unknown column are refused. */
export function tortureConfig(directory: string, isMended: boolean): Config {
  const config = complete(['seller', 'support_ticket'], { maxDeletedShare: 1 })(deliveriesConfig(directory));
  if (!isMended) return { ...config, contracts: { review: { newColumns: 'quarantine' } } };
  return MENDS.reduce((before, mend) => mend(before), config);
}
