import { isoDate, isoTime } from './calendar.ts';
import type { Customer, Product, Profile, Seller } from './members.ts';
import { formatCents } from './money.ts';
import type { OrderItem, StatedPayment } from './order-parts.ts';
import { formatDegrees, type Place } from './places.ts';
import type { OrderHead, Review } from './shop-order.ts';
import type { StockCount } from './stock-count.ts';
import type { SupportTicket } from './support-ticket.ts';

/** Columns of the files of layout `shop`, in file order; the functions below give fields in the same order. */
export const SHOP_COLUMNS = {
  geography: ['country', 'country_code', 'postal_code', 'city', 'latitude', 'longitude'],
  customers: [
    'customer_id',
    'customer_alias',
    'subscribed_date',
    'country',
    'country_code',
    'postal_code',
    'city',
    'gender',
    'age',
    'changed_at',
  ],
  profiles: ['customer_id', 'segment', 'preferred_language', 'loyalty_points', 'changed_at'],
  sellers: ['seller_id', 'seller_name', 'country', 'country_code', 'postal_code', 'city'],
  products: [
    'product_id',
    'product_name',
    'category',
    'brand',
    'list_price',
    'weight_g',
    'length_cm',
    'height_cm',
    'width_cm',
    'changed_at',
  ],
  orders: [
    'order_id',
    'customer_id',
    'customer_alias',
    'order_status',
    'purchased_at',
    'approved_at',
    'shipped_at',
    'delivered_at',
    'estimated_delivery_at',
    'changed_at',
  ],
  order_items: [
    'order_id',
    'line_number',
    'product_id',
    'seller_id',
    'quantity',
    'unit_price',
    'freight_amount',
    'shipping_limit_at',
  ],
  payments: ['order_id', 'payment_number', 'payment_type', 'payment_status', 'installments', 'amount'],
  reviews: ['review_id', 'order_id', 'score', 'title', 'message', 'created_at', 'answered_at'],
  inventory: [
    'product_id',
    'seller_id',
    'snapshot_date',
    'counted_at',
    'on_hand',
    'reserved',
    'reorder_point',
    'unit_cost',
    'changed_at',
  ],
  support_tickets: [
    'ticket_id',
    'customer_id',
    'customer_alias',
    'order_id',
    'product_id',
    'channel',
    'issue_category',
    'issue',
    'status',
    'priority',
    'opened_at',
    'first_response_at',
    'resolved_at',
    'satisfaction',
    'changed_at',
  ],
} as const;

function placeFields(place: Place): readonly string[] {
  return [place.country, place.countryCode, place.postalCode, place.city];
}

export function geographyFields(place: Place): readonly string[] {
  return [...placeFields(place), formatDegrees(place.latitude), formatDegrees(place.longitude)];
}

export function customerFields(customer: Customer): readonly string[] {
  return [
    customer.id,
    customer.alias,
    isoDate(customer.subscribedMs),
    ...placeFields(customer.place),
    customer.gender,
    customer.age,
    isoTime(customer.changedAtMs),
  ];
}

export function profileFields(profile: Profile): readonly string[] {
  return [profile.customerId, profile.segment, profile.language, profile.points, isoTime(profile.changedAtMs)];
}

export function sellerFields(seller: Seller): readonly string[] {
  return [seller.id, seller.name, ...placeFields(seller.place)];
}

function centimetres(millimetres: number): string {
  return `${Math.floor(millimetres / 10)}.${millimetres % 10}`;
}

export function productFields(product: Product): readonly string[] {
  return [
    product.id,
    product.name,
    product.category,
    product.brand,
    formatCents(product.priceCents),
    String(product.weightGrams),
    ...product.sizeMm.map(centimetres),
    isoTime(product.changedAtMs),
  ];
}

/** Who ordered, as the order's row says it: by identifier or by alias, the other one empty. */
export interface Buyer {
  readonly id: string;
  readonly alias: string;
}

export function orderFields(head: OrderHead, buyer: Buyer): readonly string[] {
  return [
    head.id,
    buyer.id,
    buyer.alias,
    head.status,
    isoTime(head.purchasedMs),
    isoTime(head.approvedMs),
    isoTime(head.shippedMs),
    isoTime(head.deliveredMs),
    isoTime(head.estimatedMs),
    isoTime(head.changedAtMs),
  ];
}

export function itemFields(orderId: string, item: OrderItem, product: string, seller: string): readonly string[] {
  return [
    orderId,
    String(item.line),
    product,
    seller,
    String(item.quantity),
    formatCents(item.unitCents),
    formatCents(item.freightCents),
    isoTime(item.shippingLimitMs),
  ];
}

export function paymentFields(orderId: string, payment: StatedPayment): readonly string[] {
  return [
    orderId,
    String(payment.number),
    payment.type,
    payment.status,
    String(payment.installments),
    formatCents(payment.cents),
  ];
}

export function reviewFields(orderId: string, review: Review): readonly string[] {
  return [
    review.id,
    orderId,
    String(review.score),
    review.title,
    review.message,
    isoTime(review.createdMs),
    isoTime(review.answeredMs),
  ];
}

function optional(number: number | null): string {
  return number === null ? '' : String(number);
}

export function stockFields(count: StockCount, product: string, seller: string): readonly string[] {
  return [
    product,
    seller,
    isoDate(count.dayMs),
    isoTime(count.countedMs),
    String(count.onHand),
    String(count.reserved),
    optional(count.reorderPoint),
    count.unitCents === null ? '' : formatCents(count.unitCents),
    isoTime(count.changedAtMs),
  ];
}

/** Whom and what a ticket's row names; empty where it names none. */
export interface TicketSubject {
  readonly customerId: string;
  readonly customerAlias: string;
  readonly orderId: string;
  readonly productId: string;
}

export function ticketFields(ticket: SupportTicket, subject: TicketSubject): readonly string[] {
  return [
    ticket.id,
    subject.customerId,
    subject.customerAlias,
    subject.orderId,
    subject.productId,
    ticket.channel,
    ticket.category,
    ticket.issue,
    ticket.status,
    ticket.priority,
    isoTime(ticket.openedMs),
    isoTime(ticket.respondedMs),
    isoTime(ticket.resolvedMs),
    optional(ticket.score),
    isoTime(ticket.changedAtMs),
  ];
}
