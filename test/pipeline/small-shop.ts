type Row = Readonly<Record<string, string>>;

/** Rows of a shop small enough to keep in mind. Each takes what differs from the usual. */
export const order = (id: string, values: Row = {}): Row => ({
  order_id: id,
  order_status: 'delivered',
  purchased_at: '2025-03-10 12:00:00',
  changed_at: '2025-03-12 08:00:00',
  ...values,
});

export const item = (orderId: string, line: number, values: Row = {}): Row => ({
  order_id: orderId,
  line_number: String(line),
  product_id: 'P1',
  seller_id: 'S1',
  quantity: '1',
  unit_price: '10.00',
  freight_amount: '1.50',
  ...values,
});

export const payment = (orderId: string, number: number, values: Row = {}): Row => ({
  order_id: orderId,
  payment_number: String(number),
  payment_type: 'credit_card',
  installments: '1',
  amount: '11.50',
  ...values,
});

export const review = (id: string, orderId: string, values: Row = {}): Row => ({
  review_id: id,
  order_id: orderId,
  score: '5',
  created_at: '2025-03-20 00:00:00',
  ...values,
});

export const customer = (id: string, values: Row = {}): Row => ({
  customer_id: id,
  country: 'Germany',
  country_code: 'DE',
  postal_code: 'DE-10115',
  city: 'Berlin',
  changed_at: '2025-01-01 00:00:00',
  ...values,
});

export const profile = (id: string, values: Row = {}): Row => ({
  customer_id: id,
  segment: 'new',
  changed_at: '2025-01-01 00:00:00',
  ...values,
});

export const product = (id: string, values: Row = {}): Row => ({
  product_id: id,
  product_name: `Product ${id}`,
  category: 'Lamps',
  list_price: '10.00',
  changed_at: '2025-01-01 00:00:00',
  ...values,
});

export const seller = (id: string, values: Row = {}): Row => ({
  seller_id: id,
  seller_name: `Seller ${id}`,
  country: 'Germany',
  country_code: 'DE',
  postal_code: 'DE-80331',
  city: 'Munich',
  ...values,
});

export const place = (postalCode: string, city: string, values: Row = {}): Row => ({
  country: 'Germany',
  country_code: 'DE',
  postal_code: postalCode,
  city,
  latitude: '52.520000',
  longitude: '13.405000',
  ...values,
});

/** Counted in the evening of a day, `2025-03-10`. */
export const stock = (productId: string, day: string, values: Row = {}): Row => ({
  product_id: productId,
  seller_id: 'S1',
  snapshot_date: day,
  counted_at: `${day} 20:00:00`,
  on_hand: '10',
  reserved: '2',
  unit_cost: '4.50',
  changed_at: `${day} 21:00:00`,
  ...values,
});

export const ticket = (id: string, values: Row = {}): Row => ({
  ticket_id: id,
  channel: 'chat',
  issue_category: 'delivery',
  issue: 'parcel late',
  status: 'open',
  priority: 'normal',
  opened_at: '2025-03-20 10:00:00',
  changed_at: '2025-03-20 10:00:00',
  ...values,
});
