import type { DirtKind, Spoiler, TableDirt } from './dirty-table.ts';

type Kinds = Readonly<Partial<Record<DirtKind, number>>>;
type SpoilerRow = readonly [weight: number, column: string, text: string, code: Spoiler['code']];

export function tableDirt(number: number, kinds: Kinds, spoilers: readonly SpoilerRow[]): TableDirt {
  const all: readonly DirtKind[] = [
    'blank',
    'duplicate',
    'version',
    'alias',
    'orphan',
    'padded',
    'malformed',
    'spoiled',
    'unknown_customer',
    'unknown_product',
    'unknown_seller',
    'wrong_dates',
    'payment_off',
    'payment_off_by_a_cent',
    'childless',
    'no_category',
    'other_amount',
    'unknown_order',
    'untimed',
    'impossible_stock',
  ];
  return {
    number,
    kinds: all.flatMap((kind) => ({ kind, weight: kinds[kind] ?? 0 })),
    spoilers: spoilers.map(([weight, column, text, code]) => ({ weight, column, text, code })),
  };
}

export function tooLong(limit: number): string {
  return 'lang '
    .repeat(Math.ceil((limit + 1) / 5))
    .trimEnd()
    .padEnd(limit + 1, '!');
}

const EVERYWHERE: Kinds = { blank: 2, duplicate: 4, version: 4, padded: 4, malformed: 2, spoiled: 4 };

export const GEOGRAPHY_DIRT = tableDirt(1, EVERYWHERE, [
  [2, 'latitude', 'north', 'not_a_number'],
  [2, 'longitude', '184.250000', 'out_of_range'],
  [1, 'city', '', 'required'],
]);

export const CUSTOMER_DIRT = tableDirt(2, { ...EVERYWHERE, alias: 4 }, [
  [3, 'subscribed_date', '2024-02-30', 'not_a_date'],
  [2, 'age', '203', 'out_of_range'],
  [2, 'customer_id', '', 'required'],
  [1, 'city', tooLong(100), 'too_long'],
]);

export const PROFILE_DIRT = tableDirt(11, { ...EVERYWHERE, unknown_customer: 2 }, [
  [3, 'loyalty_points', 'many', 'not_an_integer'],
  [1, 'segment', tooLong(40), 'too_long'],
  [1, 'customer_id', '', 'required'],
]);

export const SELLER_DIRT = tableDirt(3, EVERYWHERE, [
  [2, 'seller_id', '', 'required'],
  [1, 'seller_name', tooLong(200), 'too_long'],
]);

export const PRODUCT_DIRT = tableDirt(4, EVERYWHERE, [
  [4, 'list_price', 'abc', 'not_a_number'],
  [2, 'weight_g', '-250', 'out_of_range'],
  [2, 'product_id', '', 'required'],
  [1, 'product_name', tooLong(200), 'too_long'],
]);

export const ORDER_DIRT = tableDirt(
  5,
  { ...EVERYWHERE, unknown_customer: 4, wrong_dates: 3, payment_off: 4, payment_off_by_a_cent: 2, childless: 2 },
  [
    [3, 'purchased_at', '2024-02-30 10:15:00', 'not_a_time'],
    [2, 'purchased_at', '', 'required'],
    [2, 'order_id', '', 'required'],
    [1, 'order_status', tooLong(40), 'too_long'],
  ],
);

export const ITEM_DIRT = tableDirt(6, { ...EVERYWHERE, orphan: 4, unknown_product: 3, unknown_seller: 2 }, [
  [4, 'unit_price', 'abc', 'not_a_number'],
  [2, 'unit_price', '', 'required'],
  [2, 'unit_price', '-12.00', 'out_of_range'],
  [2, 'line_number', '0', 'out_of_range'],
  [1, 'quantity', '1.5', 'not_an_integer'],
  [1, 'order_id', '', 'required'],
]);

export const PAYMENT_DIRT = tableDirt(7, { ...EVERYWHERE, orphan: 4 }, [
  [3, 'amount', 'abc', 'not_a_number'],
  [2, 'amount', '', 'required'],
  [1, 'amount', '19.12345', 'too_precise'],
  [1, 'payment_type', tooLong(40), 'too_long'],
]);

export const REVIEW_DIRT = tableDirt(8, { ...EVERYWHERE, orphan: 4 }, [
  [3, 'score', 'x', 'not_an_integer'],
  [3, 'score', '9', 'out_of_range'],
  [2, 'score', '', 'required'],
  [2, 'created_at', '2024-02-30 00:00:00', 'not_a_time'],
  [1, 'message', tooLong(4000), 'too_long'],
]);

export const STOCK_DIRT = tableDirt(9, { ...EVERYWHERE, unknown_product: 3, unknown_seller: 2, impossible_stock: 5 }, [
  [3, 'on_hand', '12.5', 'not_an_integer'],
  [2, 'on_hand', '', 'required'],
  [2, 'reserved', '-1', 'out_of_range'],
  [2, 'snapshot_date', '2025-12-32', 'not_a_date'],
  [1, 'seller_id', '', 'required'],
]);

export const TICKET_DIRT = tableDirt(
  10,
  { ...EVERYWHERE, unknown_customer: 3, unknown_order: 4, wrong_dates: 4, untimed: 4 },
  [
    [3, 'opened_at', '2024-02-30 10:15:00', 'not_a_time'],
    [2, 'opened_at', '', 'required'],
    [2, 'satisfaction', '6', 'out_of_range'],
    [1, 'ticket_id', '', 'required'],
    [1, 'issue', tooLong(200), 'too_long'],
  ],
);
