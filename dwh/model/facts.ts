import { copy, date, days } from './fact-columns.ts';
import { inventorySnapshot } from './inventory-snapshot.ts';
import type { Fact, ParentCopy } from './star.ts';
import { supportTicket } from './support-ticket.ts';

const ofOrder = (column: string, type: ParentCopy['type'], description: string): ParentCopy => ({
  kind: 'parent',
  column,
  type,
  from: column,
  description,
});

const orderKey = ofOrder('order_key', 'int', 'The order.');
const orderCustomer = ofOrder('customer_key', 'int', 'Who ordered, as of the purchase.');
const orderDate = ofOrder('purchased_date_key', 'int', 'Date of the purchase.');

export const salesOrder: Fact = {
  kind: 'fact',
  name: 'sales_order',
  description: 'Orders as an accumulating snapshot: the moments each has passed, and the days between them.',
  grain: 'one row per order',
  entity: 'order',
  naturalKey: ['order_id'],
  surrogateKey: 'order_key',
  parent: null,
  storage: 'columns',
  columns: [
    {
      kind: 'dimension',
      column: 'customer_key',
      description: 'Who ordered, as of the purchase; -1 when unknown.',
      dimension: 'customer',
      from: ['customer_id'],
      alias: 'customer_alias',
      asOf: 'purchased_at_utc',
    },
    {
      kind: 'dimension',
      column: 'order_status_key',
      description: 'Latest status; -1 when unknown.',
      dimension: 'order_status',
      from: ['order_status'],
    },
    date('purchased_date_key', 'purchased_at_date', 'Date of the purchase in the reporting time zone.'),
    {
      kind: 'derived',
      column: 'purchased_hour',
      type: 'int',
      sql: 's.purchased_at_hour',
      description: 'Hour of the purchase, 0 to 23, in the reporting time zone.',
    },
    date('approved_date_key', 'approved_at_date', 'Date of the approval; -1 when it has not happened.'),
    date('shipped_date_key', 'shipped_at_date', 'Date of the shipment; -1 when it has not happened.'),
    date('delivered_date_key', 'delivered_at_date', 'Date of the delivery; -1 when it has not happened.'),
    date('estimated_delivery_date_key', 'estimated_delivery_at_date', 'Promised date of delivery; -1 when none.'),
    ...[
      'purchased_at_utc',
      'approved_at_utc',
      'shipped_at_utc',
      'delivered_at_utc',
      'estimated_delivery_at_utc',
      'customer_id',
      'customer_alias',
    ].map(copy),
    days('days_to_approve', 'purchased_at_date', 'approved_at_date', 'Calendar days from purchase to approval.'),
    days('days_to_ship', 'purchased_at_date', 'shipped_at_date', 'Calendar days from purchase to shipment.'),
    days('days_to_deliver', 'purchased_at_date', 'delivered_at_date', 'Calendar days from purchase to delivery.'),
    days(
      'days_late',
      'estimated_delivery_at_date',
      'delivered_at_date',
      'Calendar days from the promised to the real delivery; negative when early.',
    ),
    copy('changed_at_utc'),
  ],
};

export const orderItem: Fact = {
  kind: 'fact',
  name: 'order_item',
  description: 'Lines of orders.',
  grain: 'one row per line of an order',
  entity: 'order_item',
  naturalKey: ['order_id', 'line_number'],
  surrogateKey: null,
  parent: 'sales_order',
  storage: 'columns',
  columns: [
    orderKey,
    orderCustomer,
    orderDate,
    {
      kind: 'dimension',
      column: 'product_key',
      description: 'What was ordered, as of the purchase; -1 when unknown.',
      dimension: 'product',
      from: ['product_id'],
      asOf: 'parent.purchased_at_utc',
    },
    {
      kind: 'dimension',
      column: 'seller_key',
      description: 'Who sold it; -1 when unknown.',
      dimension: 'seller',
      from: ['seller_id'],
    },
    copy('quantity'),
    copy('unit_price'),
    {
      kind: 'derived',
      column: 'item_amount',
      type: 'decimal(19, 4)',
      sql: 'CAST(CAST(s.quantity AS decimal(10, 0)) * CAST(s.unit_price AS decimal(19, 4)) AS decimal(19, 4))',
      description: 'Quantity times unit price, without freight.',
    },
    copy('freight_amount'),
    {
      kind: 'derived',
      column: 'gross_amount',
      type: 'decimal(19, 4)',
      sql: 'CAST(CAST(CAST(s.quantity AS decimal(10, 0)) * CAST(s.unit_price AS decimal(19, 4)) AS decimal(19, 4)) + s.freight_amount AS decimal(19, 4))',
      description: 'Item amount and freight.',
    },
    copy('shipping_limit_at_utc'),
    copy('changed_at_utc'),
  ],
};

export const payment: Fact = {
  kind: 'fact',
  name: 'payment',
  description: 'Payments towards orders.',
  grain: 'one row per payment of an order',
  entity: 'payment',
  naturalKey: ['order_id', 'payment_number'],
  surrogateKey: null,
  parent: 'sales_order',
  storage: 'columns',
  columns: [
    orderKey,
    orderCustomer,
    orderDate,
    {
      kind: 'dimension',
      column: 'payment_type_key',
      description: 'Means of payment; -1 when unknown.',
      dimension: 'payment_type',
      from: ['payment_type'],
    },
    copy('payment_status'),
    copy('installments'),
    copy('amount'),
    copy('changed_at_utc'),
  ],
};

export const review: Fact = {
  kind: 'fact',
  name: 'review',
  description: 'What customers said of their orders.',
  grain: 'one row per review and order it speaks of',
  entity: 'review',
  naturalKey: ['review_id', 'order_id'],
  surrogateKey: null,
  parent: 'sales_order',
  storage: 'rows',
  columns: [
    orderKey,
    orderCustomer,
    orderDate,
    date('created_date_key', 'created_at_date', 'Date of the review in the reporting time zone; -1 when unknown.'),
    copy('score'),
    {
      kind: 'derived',
      column: 'sentiment',
      type: 'nvarchar(8)',
      sql: "CASE WHEN s.score >= 4 THEN 'positive' WHEN s.score = 3 THEN 'neutral' ELSE 'negative' END",
      description: 'positive (4 and 5), neutral (3) or negative (1 and 2).',
    },
    copy('title'),
    copy('message'),
    copy('created_at_utc'),
    copy('answered_at_utc'),
    copy('changed_at_utc'),
  ],
};

/** Parents before children. */
export const facts: readonly Fact[] = [salesOrder, orderItem, payment, review, inventorySnapshot, supportTicket];
