import type { WarehousePlaces } from '../ports/warehouse/place.ts';
import { MartDatabase } from './mart-database.ts';
import { insertStock } from './shop-stock.ts';
import { insertTickets } from './shop-tickets.ts';

/*
 * A shop small enough to work its figures out by hand. What is in it on purpose:
 * - C1 has two versions: Germany and new until 15 February, then France and loyal; O1 and O2 point to one each.
 * - C1 and C2 order in two months and more; O5 has no customer; C3 is inferred and has no country.
 * - C4 has no profile; of C5 there is nothing else.
 * - P1 changes its category from books to media on 1 March; O1 has two lines of books; P3 has no category, P4 is inferred.
 * - O3 is canceled and O6 unavailable, both with items; O8 has a status nobody listed, O9 none; O8 and O10 have no items.
 * - O1 came early, O2 late, O7 on the day; O5 was delivered without a promise.
 * - R2 speaks of O1 and O2, R9 of O3 and O6 with two scores; R4 has no date.
 */

/** Keys that the listed members of the model have. */
const STATUS = { created: 1, shipped: 5, delivered: 6, canceled: 7, unavailable: 8, cancelled: 9, none: -1 } as const;
const PAYMENT_TYPE = { none: -1, creditCard: 1, voucher: 2 } as const;

const FOREVER = '9999-12-31';
const VERSION_1 = '1900-01-01';

async function insertDates(mart: MartDatabase): Promise<void> {
  await mart.insert(
    'dim.date',
    ['date_key', 'date', 'year_number', 'month_number', 'month_start', 'day_name'],
    [
      [20240110, '2024-01-10', 2024, 1, '2024-01-01', 'Wednesday'],
      [20240120, '2024-01-20', 2024, 1, '2024-01-01', 'Saturday'],
      [20240205, '2024-02-05', 2024, 2, '2024-02-01', 'Monday'],
      [20240220, '2024-02-20', 2024, 2, '2024-02-01', 'Tuesday'],
      [20240229, '2024-02-29', 2024, 2, '2024-02-01', 'Thursday'],
      [20240301, '2024-03-01', 2024, 3, '2024-03-01', 'Friday'],
      [20240302, '2024-03-02', 2024, 3, '2024-03-01', 'Saturday'],
      [20240310, '2024-03-10', 2024, 3, '2024-03-01', 'Sunday'],
    ],
  );
}

const VERSION = ['valid_from_utc', 'valid_to_utc', 'is_current', 'is_inferred'] as const;

async function insertStatuses(mart: MartDatabase): Promise<void> {
  await mart.insert(
    'dim.order_status',
    ['order_status_key', 'order_status', 'counts_as_revenue', 'sort_order'],
    [[STATUS.cancelled, 'cancelled', true, 99]],
  );
  await mart.insert(
    'dim.payment_type',
    ['payment_type_key', 'payment_type'],
    [
      [PAYMENT_TYPE.creditCard, 'credit_card'],
      [PAYMENT_TYPE.voucher, 'voucher'],
    ],
  );
}

async function insertPeople(mart: MartDatabase): Promise<void> {
  await mart.insert(
    'dim.geography',
    ['geography_key', 'country', 'postal_code', 'city', 'is_inferred'],
    [
      [1, 'Germany', '10115', 'Berlin', false],
      [2, 'Spain', '28001', 'Madrid', true],
    ],
  );
  await mart.insert(
    'dim.customer',
    ['customer_key', 'customer_id', 'country', 'segment', 'geography_key', ...VERSION],
    [
      [1, 'C1', 'Germany', 'new', 1, VERSION_1, '2024-02-15', false, false],
      [2, 'C1', 'France', 'loyal', -1, '2024-02-15', FOREVER, true, false],
      [3, 'C2', 'Germany', 'loyal', 1, VERSION_1, FOREVER, true, false],
      [4, 'C3', null, null, -1, VERSION_1, FOREVER, true, true],
      [5, 'C4', 'France', null, -1, VERSION_1, FOREVER, true, false],
      [6, 'C5', null, 'new', -1, VERSION_1, FOREVER, true, true],
    ],
  );
  await mart.insert(
    'dim.seller',
    ['seller_key', 'seller_id', 'seller_name', 'geography_key', 'is_inferred'],
    [
      [1, 'S1', 'Shop One', 1, false],
      [2, 'S2', null, -1, true],
    ],
  );
}

async function insertProducts(mart: MartDatabase): Promise<void> {
  await mart.insert(
    'dim.product',
    ['product_key', 'product_id', 'product_name', 'category', ...VERSION],
    [
      [1, 'P1', 'Atlas', 'books', VERSION_1, '2024-03-01', false, false],
      [2, 'P1', 'Atlas', 'media', '2024-03-01', FOREVER, true, false],
      [3, 'P2', 'Kite', 'toys', VERSION_1, FOREVER, true, false],
      [4, 'P3', null, null, VERSION_1, FOREVER, true, false],
      [5, 'P4', null, null, VERSION_1, FOREVER, true, true],
      [6, 'P5', 'Chess', 'games', VERSION_1, FOREVER, true, false],
    ],
  );
}

const ORDER_COLUMNS = [
  ...['order_key', 'order_id', 'customer_key', 'order_status_key', 'purchased_date_key', 'purchased_at_utc'],
  ...['approved_at_utc', 'shipped_at_utc', 'delivered_at_utc', 'delivered_date_key', 'days_late'],
  ...['approved_date_key', 'shipped_date_key', 'estimated_delivery_date_key'],
] as const;

async function insertOrders(mart: MartDatabase): Promise<void> {
  const [noon, none] = ['2024-03-02 12:00', [null, null, null, -1, null]] as const;
  const march = '2024-03-01 08:00';
  const eve = '2024-03-01 23:59:59.999';
  const rows = [
    [1, 'O1', 1, STATUS.delivered, 20240110, '2024-01-10 08:00', null, null, '2024-01-15 09:00', 20240115, -5],
    [2, 'O2', 2, STATUS.delivered, 20240220, '2024-02-20 08:00', null, null, '2024-02-28 09:00', 20240228, 3],
    [3, 'O3', 3, STATUS.canceled, 20240110, '2024-01-10 09:00', ...none],
    // Approved in the instant of the purchase: that is no wrong order.
    [4, 'O4', 3, STATUS.shipped, 20240205, '2024-02-05 08:00', '2024-02-05 08:00', '2024-02-06 08:00', null, -1, null],
    [5, 'O5', -1, STATUS.delivered, 20240205, '2024-02-05 10:00', null, null, '2024-02-05 09:00', 20240205, null],
    [6, 'O6', 4, STATUS.unavailable, 20240301, march, ...none],
    [7, 'O7', 5, STATUS.delivered, 20240301, march, null, '2024-03-08 12:00', '2024-03-08 10:00', 20240308, 0],
    [8, 'O8', 5, STATUS.cancelled, 20240302, noon, ...none],
    [9, 'O9', 3, STATUS.none, 20240302, noon, eve, eve, null, -1, null],
    [10, 'O10', 3, STATUS.created, 20240302, noon, ...none],
  ];
  await mart.insert(
    'fact.sales_order',
    ORDER_COLUMNS,
    rows.map((row) => [...row, -1, -1, -1]),
  );
}

async function insertItems(mart: MartDatabase): Promise<void> {
  const keys = [
    'order_key',
    'order_id',
    'line_number',
    'customer_key',
    'purchased_date_key',
    'product_key',
    'seller_key',
  ];
  const measures = ['quantity', 'unit_price', 'item_amount', 'freight_amount', 'gross_amount'];
  await mart.insert(
    'fact.order_item',
    [...keys, ...measures],
    [
      [1, 'O1', 1, 1, 20240110, 1, 1, 1, '10.1000', '10.1000', '2.2000', '12.3000'],
      [1, 'O1', 2, 1, 20240110, 1, 1, 2, '0.1000', '0.2000', '0.0000', '0.2000'],
      [1, 'O1', 3, 1, 20240110, 3, 1, 1, '19.9900', '19.9900', '1.0100', '21.0000'],
      [2, 'O2', 1, 2, 20240220, 1, 2, 1, '0.7000', '0.7000', '0.1000', '0.8000'],
      [3, 'O3', 1, 3, 20240110, 3, 1, 1, '50.0000', '50.0000', '5.0000', '55.0000'],
      [4, 'O4', 1, 3, 20240205, 4, 1, 3, '3.3333', '9.9999', '0.0001', '10.0000'],
      [5, 'O5', 1, -1, 20240205, 3, 1, 1, '5.0000', '5.0000', '0.0000', '5.0000'],
      [5, 'O5', 2, -1, 20240205, -1, -1, 1, '1.0100', '1.0100', '0.0000', '1.0100'],
      [6, 'O6', 1, 4, 20240301, 5, 1, 1, '99.0000', '99.0000', '1.0000', '100.0000'],
      [7, 'O7', 1, 5, 20240301, 2, 1, 1, '8.8800', '8.8800', '1.1200', '10.0000'],
      [7, 'O7', 2, 5, 20240301, 3, 1, 1, '20.0000', '20.0000', '0.0000', '20.0000'],
      [9, 'O9', 1, 3, 20240302, 6, 1, 1, '4.0000', '4.0000', '1.0000', '5.0000'],
    ],
  );
}

async function insertPayments(mart: MartDatabase): Promise<void> {
  const keys = ['order_key', 'order_id', 'payment_number', 'customer_key', 'purchased_date_key', 'payment_type_key'];
  const { creditCard, voucher, none } = PAYMENT_TYPE;
  await mart.insert(
    'fact.payment',
    [...keys, 'payment_status', 'installments', 'amount'],
    [
      [1, 'O1', 1, 1, 20240110, creditCard, 'paid', 3, '33.5000'],
      [2, 'O2', 1, 2, 20240220, voucher, 'paid', 1, '0.5000'],
      [2, 'O2', 2, 2, 20240220, creditCard, 'paid', null, '0.3000'],
      [3, 'O3', 1, 3, 20240110, creditCard, 'paid', 2, '50.0000'],
      [4, 'O4', 1, 3, 20240205, creditCard, 'failed', 1, '10.0000'],
      [4, 'O4', 2, 3, 20240205, creditCard, 'paid', 4, '9.9900'],
      [5, 'O5', 1, -1, 20240205, none, 'paid', null, '6.0201'],
      [6, 'O6', 1, 4, 20240301, voucher, 'refunded', 1, '100.0000'],
      [7, 'O7', 1, 5, 20240301, creditCard, 'paid', 10, '10.0000'],
      [7, 'O7', 2, 5, 20240301, creditCard, 'paid', 2, '20.0000'],
      [9, 'O9', 1, 3, 20240302, voucher, 'Paid', 1, '5.0000'],
      [10, 'O10', 1, 3, 20240302, creditCard, 'pending', 1, '7.0000'],
    ],
  );
}

async function insertReviews(mart: MartDatabase): Promise<void> {
  const keys = ['review_id', 'order_key', 'order_id', 'customer_key', 'purchased_date_key', 'created_date_key'];
  await mart.insert(
    'fact.review',
    [...keys, 'score', 'sentiment', 'title', 'message'],
    [
      ['R1', 1, 'O1', 1, 20240110, 20240120, 5, 'positive', null, 'Good.'],
      ['R2', 1, 'O1', 1, 20240110, 20240229, 2, 'negative', null, null],
      ['R2', 2, 'O2', 2, 20240220, 20240229, 2, 'negative', null, null],
      ['R3', 3, 'O3', 3, 20240110, 20240229, 1, 'negative', 'Never came', null],
      ['R4', 5, 'O5', -1, 20240205, -1, 3, 'neutral', null, null],
      ['R5', 7, 'O7', 5, 20240301, 20240310, 4, 'positive', null, null],
      ['R6', 8, 'O8', 5, 20240302, 20240310, 4, 'positive', null, 'Fine.'],
      ['R7', 4, 'O4', 3, 20240205, 20240229, 4, 'positive', null, null],
      ['R8', 9, 'O9', 3, 20240302, 20240310, 1, 'negative', null, null],
      ['R9', 6, 'O6', 4, 20240301, 20240310, 2, 'negative', null, null],
      ['R9', 3, 'O3', 3, 20240110, 20240310, 3, 'neutral', null, null],
    ],
  );
}

/** The star and its views with the shop in it. */
export async function createShop(places: WarehousePlaces): Promise<MartDatabase> {
  const mart = await MartDatabase.create(places);
  await insertDates(mart);
  await insertStatuses(mart);
  await insertPeople(mart);
  await insertProducts(mart);
  await insertOrders(mart);
  await insertItems(mart);
  await insertPayments(mart);
  await insertReviews(mart);
  await insertStock(mart);
  await insertTickets(mart);
  return mart;
}
