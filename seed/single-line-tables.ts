import { berlinTimeText, germanDate, toBerlinPrecision } from './calendar.ts';
import type { Customer } from './members.ts';
import { formatCents, formatGermanCents } from './money.ts';
import type { StatedPayment } from './order-parts.ts';
import { tableDirt, tooLong } from './shop-dirt.ts';
import type { OrderHead } from './shop-order.ts';

export const KUNDEN_COLUMNS = [
  'Kundennummer',
  'Anmeldedatum',
  'Land',
  'Länderkürzel',
  'PLZ',
  'Ort',
  'Geschlecht',
  'Alter',
  'Geändert am',
] as const;

export const BESTELLUNGEN_COLUMNS = [
  'Bestellnummer',
  'Kundennummer',
  'Status',
  'Bestellt am',
  'Freigegeben am',
  'Versandt am',
  'Zugestellt am',
  'Zugesagt bis',
  'Warengruppe',
  'Betrag',
  'Geändert am',
] as const;

export const ZAHLUNGEN_COLUMNS = ['bestellnummer', 'nummer', 'zahlart', 'status', 'raten', 'betrag'] as const;

export const ZAHLUNGEN_NUMERIC: ReadonlySet<string> = new Set(['nummer', 'raten']);

/** Columns that each of the three feeds of an order file maps: what is wrong elsewhere does not touch it. */
export const ORDER_FEED_COLUMNS: ReadonlySet<string> = new Set(BESTELLUNGEN_COLUMNS.filter(isOfOrder));
export const ITEM_FEED_COLUMNS: ReadonlySet<string> = new Set(['Bestellnummer', 'Warengruppe', 'Betrag']);

function isOfOrder(column: string): boolean {
  return column !== 'Warengruppe' && column !== 'Betrag';
}

const STATUS_TEXTS: ReadonlyMap<string, string> = new Map([
  ['delivered', 'Zugestellt'],
  ['shipped', 'Versandt'],
  ['processing', 'In Bearbeitung'],
  ['invoiced', 'In Rechnung gestellt'],
  ['approved', 'Freigegeben'],
  ['created', 'Angelegt'],
  ['canceled', 'Storniert'],
  ['unavailable', 'Nicht lieferbar'],
]);

const MEANS_TEXTS: ReadonlyMap<string, string> = new Map([
  ['credit_card', 'Kreditkarte'],
  ['debit_card', 'Girocard'],
  ['paypal', 'PayPal'],
  ['bank_transfer', 'Überweisung'],
  ['voucher', 'Gutschein'],
]);

const PAYMENT_STATUS_TEXTS: ReadonlyMap<string, string> = new Map([
  ['paid', 'bezahlt'],
  ['pending', 'offen'],
  ['failed', 'fehlgeschlagen'],
  ['refunded', 'erstattet'],
]);

export interface SingleLine {
  readonly head: OrderHead;
  readonly customer: string;
  readonly category: string;
  readonly amountCents: number;
}

function localTime(ms: number | null): string {
  return berlinTimeText(ms === null ? null : toBerlinPrecision(ms));
}

export function kundenFields(customer: Customer): readonly string[] {
  const { place } = customer;
  return [
    customer.id,
    germanDate(customer.subscribedMs),
    place.country,
    place.countryCode,
    place.postalCode,
    place.city,
    customer.gender,
    customer.age,
    localTime(customer.changedAtMs),
  ];
}

export function bestellungFields({ head, customer, category, amountCents }: SingleLine): readonly string[] {
  return [
    head.id,
    customer,
    STATUS_TEXTS.get(head.status) ?? head.status,
    localTime(head.purchasedMs),
    localTime(head.approvedMs),
    localTime(head.shippedMs),
    localTime(head.deliveredMs),
    localTime(head.estimatedMs),
    category,
    formatGermanCents(amountCents),
    localTime(head.changedAtMs),
  ];
}

export function zahlungFields(orderId: string, payment: StatedPayment): readonly string[] {
  return [
    orderId,
    String(payment.number),
    MEANS_TEXTS.get(payment.type) ?? payment.type,
    PAYMENT_STATUS_TEXTS.get(payment.status) ?? '',
    String(payment.installments),
    // The payment provider groups no digits, other than the shop's own export.
    formatCents(payment.cents).replace('.', ','),
  ];
}

const EVERYWHERE = { blank: 2, duplicate: 4, version: 4, padded: 4, malformed: 2, spoiled: 4 } as const;

export const KUNDEN_DIRT = tableDirt(12, EVERYWHERE, [
  [3, 'Anmeldedatum', '30.02.2024', 'not_a_date'],
  [2, 'Alter', '203', 'out_of_range'],
  [2, 'Kundennummer', '', 'required'],
  [1, 'Ort', tooLong(100), 'too_long'],
]);

export const BESTELLUNGEN_DIRT = tableDirt(
  15,
  {
    ...EVERYWHERE,
    unknown_customer: 4,
    wrong_dates: 3,
    payment_off: 4,
    payment_off_by_a_cent: 2,
    no_category: 3,
    other_amount: 3,
  },
  [
    [3, 'Bestellt am', '30.02.2024 10:15', 'not_a_time'],
    [2, 'Bestellt am', '', 'required'],
    [2, 'Bestellnummer', '', 'required'],
    [1, 'Status', tooLong(40), 'too_long'],
    [3, 'Betrag', 'abc', 'not_a_number'],
    [2, 'Betrag', '', 'required'],
    [1, 'Betrag', '-12,00', 'out_of_range'],
  ],
);

export const ZAHLUNGEN_DIRT = tableDirt(17, { ...EVERYWHERE, orphan: 4 }, [
  [3, 'betrag', 'abc', 'not_a_number'],
  [2, 'betrag', '', 'required'],
  [2, 'nummer', '0', 'out_of_range'],
  [1, 'betrag', '19,12345', 'too_precise'],
  [1, 'zahlart', tooLong(40), 'too_long'],
]);
