import type { ContractColumn, EntityContract } from '../../core/contract.ts';
import { changedAt, id, label, measure, money, stateSince } from './contract-columns.ts';
import { inventoryContract } from './inventory-contract.ts';
import { supportTicketContract } from './support-ticket-contract.ts';

/**
 * 999,999 pieces of 999,999,999 each are 999,998,999,000,001; with freight of 999,999,999 they are 999,999,999,000,000,
 * which a decimal(19, 4) just holds. A billion such lines are less than 10^24, which is what the views' decimal(28, 4)
 * holds, and their pieces less than 10^15, far below a bigint's 9 * 10^18.
 */
const MOST_PIECES = '999999';
const DEAREST = '999999999';
/**
 * Pays for a hundred of the dearest pieces. A billion such payments are less than 10^20, and their share of a total of
 * 0.0001, since payments can be negative, is less than 10^24: both fit a decimal(28, 4).
 */
const LARGEST_PAYMENT = '99999999999';
/** Their average is shown as a decimal(9, 4), which holds 99,999. */
const MOST_INSTALMENTS = '9999';

const place = [
  label('country', 'Country name.'),
  label('country_code', 'Country code, ISO 3166-1 alpha-2 where the source has it.', 8),
  label('postal_code', 'Postal code as the source writes it.', 20),
  label('city', 'City.'),
];

/** Of a customer. The country is what reports group by, so it is not hidden. */
const PERSONAL_PLACE: Readonly<Record<string, Pick<ContractColumn, 'personal'>>> = {
  postal_code: { personal: 'start' },
  city: { personal: 'hidden' },
};

export const customerContract: EntityContract = {
  entity: 'customer',
  description: 'Somebody who can order. The key is the person, not the order they were known by.',
  key: ['customer_id'],
  alias: 'customer_alias',
  changedAt: 'changed_at_utc',
  columns: [
    { ...id('customer_id', "The customer's own identifier."), maxLength: 80 },
    id('customer_alias', 'Another identifier of the same customer, by which orders may know them.'),
    { name: 'subscribed_date', type: 'date', description: 'When the customer registered.' },
    ...place.map((column) => ({ ...column, ...PERSONAL_PLACE[column.name] })),
    { ...label('gender', 'Gender as given.', 20), personal: 'hidden' },
    { name: 'age', type: 'int', min: '0', max: '150', personal: 'hidden', description: 'Age in years as given.' },
    stateSince,
  ],
};

export const profileContract: EntityContract = {
  entity: 'profile',
  description: 'What marketing knows of a customer. Completes the customer, with changes of its own.',
  key: ['customer_id'],
  changedAt: 'changed_at_utc',
  columns: [
    { ...id('customer_id', 'Whom it describes.'), maxLength: 80 },
    label('segment', 'Segment that the shop has put the customer into.', 40),
    label('preferred_language', 'Language to write to the customer in.', 20),
    { name: 'loyalty_points', type: 'int', personal: 'hidden', description: 'Balance of the loyalty programme.' },
    stateSince,
  ],
};

export const geographyContract: EntityContract = {
  entity: 'geography',
  description: 'A place: one postal code of one city of one country.',
  key: ['country', 'postal_code', 'city'],
  columns: [
    ...place,
    { name: 'latitude', type: 'decimal', precision: 9, scale: 6, min: '-90', max: '90', description: 'Degrees north.' },
    {
      name: 'longitude',
      type: 'decimal',
      precision: 9,
      scale: 6,
      min: '-180',
      max: '180',
      description: 'Degrees east.',
    },
  ],
};

export const sellerContract: EntityContract = {
  entity: 'seller',
  description: 'A merchant of the marketplace.',
  key: ['seller_id'],
  changedAt: 'changed_at_utc',
  columns: [
    id('seller_id', "The seller's identifier."),
    label('seller_name', 'Trading name.', 200),
    ...place,
    changedAt,
  ],
};

export const productContract: EntityContract = {
  entity: 'product',
  description: 'A thing that can be ordered.',
  key: ['product_id'],
  changedAt: 'changed_at_utc',
  columns: [
    id('product_id', "The product's identifier."),
    label('product_name', 'Name shown in the shop.', 200),
    label('category', 'Category; empty when the source gives none.'),
    label('brand', 'Brand.'),
    { ...money('list_price', 'Price in the catalogue.'), min: `-${DEAREST}`, max: DEAREST },
    measure('weight_g', 'Weight in grams.'),
    measure('length_cm', 'Length in centimetres.'),
    measure('height_cm', 'Height in centimetres.'),
    measure('width_cm', 'Width in centimetres.'),
    stateSince,
  ],
};

export const orderContract: EntityContract = {
  entity: 'order',
  description: 'An order with the moments it has passed so far.',
  key: ['order_id'],
  changedAt: 'changed_at_utc',
  columns: [
    id('order_id', "The order's identifier."),
    { ...id('customer_id', 'Who ordered, by their own identifier.'), maxLength: 80 },
    id('customer_alias', 'Who ordered, by an alias; used when customer_id is empty.'),
    label('order_status', 'Status as the source writes it.', 40),
    {
      name: 'purchased_at_utc',
      type: 'datetime',
      required: true,
      local: 'date_and_hour',
      description: 'When the order was placed.',
    },
    { name: 'approved_at_utc', type: 'datetime', local: 'date', description: 'When the payment was approved.' },
    { name: 'shipped_at_utc', type: 'datetime', local: 'date', description: 'When the carrier took the parcel.' },
    { name: 'delivered_at_utc', type: 'datetime', local: 'date', description: 'When the customer received it.' },
    {
      name: 'estimated_delivery_at_utc',
      type: 'datetime',
      local: 'date',
      description: 'When delivery was promised for.',
    },
    changedAt,
  ],
};

const orderId = id('order_id', 'The order it belongs to.');
const orderParent = { entity: 'order', columns: ['order_id'] };

export const orderItemContract: EntityContract = {
  entity: 'order_item',
  description: 'A line of an order.',
  key: ['order_id', 'line_number'],
  changedAt: 'changed_at_utc',
  parent: orderParent,
  columns: [
    orderId,
    { name: 'line_number', type: 'int', min: '1', description: 'Number of the line within its order.' },
    id('product_id', 'What was ordered.'),
    id('seller_id', 'Who sells it.'),
    { name: 'quantity', type: 'int', min: '1', max: MOST_PIECES, default: '1', description: 'Pieces.' },
    { ...money('unit_price', 'Price of one piece, without freight.'), required: true, min: '0', max: DEAREST },
    { ...money('freight_amount', 'Freight charged for the line.'), min: '0', max: DEAREST, default: '0' },
    { name: 'shipping_limit_at_utc', type: 'datetime', description: 'When the seller must have shipped.' },
    changedAt,
  ],
};

export const paymentContract: EntityContract = {
  entity: 'payment',
  description: 'A payment towards an order.',
  key: ['order_id', 'payment_number'],
  changedAt: 'changed_at_utc',
  parent: orderParent,
  columns: [
    orderId,
    { name: 'payment_number', type: 'int', min: '1', description: 'Number of the payment within its order.' },
    label('payment_type', 'Means of payment as the source writes it.', 40),
    {
      ...label('payment_status', 'paid, pending, failed or refunded; paid where the source has no status.', 40),
      default: 'paid',
    },
    { name: 'installments', type: 'int', min: '0', max: MOST_INSTALMENTS, description: 'Number of instalments.' },
    {
      ...money('amount', 'Amount of the payment.'),
      required: true,
      min: `-${LARGEST_PAYMENT}`,
      max: LARGEST_PAYMENT,
    },
    changedAt,
  ],
};

export const reviewContract: EntityContract = {
  entity: 'review',
  description: 'What a customer said of an order. One review can speak of several orders.',
  key: ['review_id', 'order_id'],
  changedAt: 'changed_at_utc',
  parent: orderParent,
  columns: [
    id('review_id', "The review's identifier."),
    { ...orderId, description: 'The order it speaks of.' },
    { name: 'score', type: 'int', required: true, min: '1', max: '5', description: '1 (worst) to 5 (best).' },
    label('title', 'Title of the comment.', 400),
    label('message', 'Text of the comment.', 4000),
    { name: 'created_at_utc', type: 'datetime', local: 'date', description: 'When the customer was asked.' },
    { name: 'answered_at_utc', type: 'datetime', description: 'When the customer answered.' },
    changedAt,
  ],
};

/** In load order: dimensions before the facts that look them up, parents before children. */
export const entityContracts: readonly EntityContract[] = [
  geographyContract,
  customerContract,
  profileContract,
  sellerContract,
  productContract,
  orderContract,
  orderItemContract,
  paymentContract,
  reviewContract,
  inventoryContract,
  supportTicketContract,
];
