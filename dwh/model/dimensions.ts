import type { CollectedDimension, Copy, Dimension, DimensionLookup } from './star.ts';

const copy = (column: string): Copy => ({ kind: 'copy', column });

const geographyKey: DimensionLookup = {
  kind: 'dimension',
  column: 'geography_key',
  description: 'Place; -1 when unknown.',
  dimension: 'geography',
  from: ['country', 'postal_code', 'city'],
};

export const geography: Dimension = {
  kind: 'dimension',
  name: 'geography',
  description: 'Places: one row per country, postal code and city.',
  naturalKey: ['country', 'postal_code', 'city'],
  entity: 'geography',
  versions: null,
  parts: [],
  alias: null,
  columns: ['country_code', 'latitude', 'longitude'].map(copy),
};

export const customer: Dimension = {
  kind: 'dimension',
  name: 'customer',
  description: 'People who order: one row per version of a customer.',
  naturalKey: ['customer_id'],
  entity: 'customer',
  versions: {
    tracked: ['country', 'city'],
    carried: ['country_code', 'postal_code', 'geography_key'],
  },
  parts: [
    {
      entity: 'profile',
      columns: ['segment', 'preferred_language', 'loyalty_points'].map(copy),
      versions: { tracked: ['segment'], carried: [] },
    },
  ],
  alias: 'customer_alias',
  columns: [
    ...['subscribed_date', 'country', 'country_code', 'postal_code', 'city', 'gender', 'age'].map(copy),
    geographyKey,
    copy('changed_at_utc'),
  ],
};

export const seller: Dimension = {
  kind: 'dimension',
  name: 'seller',
  description: 'Merchants of the marketplace: one row per seller.',
  naturalKey: ['seller_id'],
  entity: 'seller',
  versions: null,
  parts: [],
  alias: null,
  columns: [
    ...['seller_name', 'country', 'country_code', 'postal_code', 'city'].map(copy),
    geographyKey,
    copy('changed_at_utc'),
  ],
};

export const product: Dimension = {
  kind: 'dimension',
  name: 'product',
  description: 'Things that can be ordered: one row per version of a product.',
  naturalKey: ['product_id'],
  entity: 'product',
  versions: { tracked: ['category', 'brand', 'list_price'], carried: [] },
  parts: [],
  alias: null,
  columns: [
    'product_name',
    'category',
    'brand',
    'list_price',
    'weight_g',
    'length_cm',
    'height_cm',
    'width_cm',
    'changed_at_utc',
  ].map(copy),
};

export const paymentType: CollectedDimension = {
  kind: 'dimension',
  name: 'payment_type',
  description: 'Means of payment, as the payments name them.',
  naturalKey: ['payment_type'],
  entity: null,
  versions: null,
  parts: [],
  alias: null,
  columns: [],
  attributes: [],
  members: [],
};

export const channel: CollectedDimension = {
  kind: 'dimension',
  name: 'channel',
  description: 'Ways by which customers reach the shop, as the sources name them.',
  naturalKey: ['channel'],
  entity: null,
  versions: null,
  parts: [],
  alias: null,
  columns: [],
  attributes: [],
  members: [],
};

/** Every shop has its own list of issues, and no figure rests on one, so the model lists none. */
export const supportIssue: CollectedDimension = {
  kind: 'dimension',
  name: 'support_issue',
  description: 'What support tickets are about, as the tickets name it: one row per issue of a category.',
  naturalKey: ['issue_category', 'issue'],
  entity: null,
  versions: null,
  parts: [],
  alias: null,
  columns: [],
  attributes: [],
  members: [],
};

export const orderStatus: CollectedDimension = {
  kind: 'dimension',
  name: 'order_status',
  description: 'Status of an order, as the orders name it.',
  naturalKey: ['order_status'],
  entity: null,
  versions: null,
  parts: [],
  alias: null,
  columns: [],
  attributes: [
    {
      name: 'counts_as_revenue',
      type: 'bit',
      description: 'False for canceled and unavailable: revenue leaves their orders out.',
      otherwise: 'CAST(1 AS bit)',
    },
    { name: 'sort_order', type: 'int', description: 'Place in the life of an order, for reports.', otherwise: '99' },
  ],
  members: [
    ["'created'", 'CAST(1 AS bit)', '1'],
    ["'approved'", 'CAST(1 AS bit)', '2'],
    ["'invoiced'", 'CAST(1 AS bit)', '3'],
    ["'processing'", 'CAST(1 AS bit)', '4'],
    ["'shipped'", 'CAST(1 AS bit)', '5'],
    ["'delivered'", 'CAST(1 AS bit)', '6'],
    ["'canceled'", 'CAST(0 AS bit)', '7'],
    ["'unavailable'", 'CAST(0 AS bit)', '8'],
  ],
};

export const loadedDimensions: readonly Dimension[] = [geography, customer, seller, product];
export const collectedDimensions: readonly CollectedDimension[] = [orderStatus, paymentType, channel, supportIssue];
