import { defineConfig } from '#storehouse';

const orderFiles = 'bestellungen-*.csv';
const categoryAsProduct = { column: 'Warengruppe', prefix: 'category:' };

/** A shop that knows one amount and one category an order: its lines and products are made by configuration. */
export default defineConfig({
  warehouse: 'duckdb:../../demo/single-line-orders.duckdb',
  sources: {
    laden: {
      kind: 'files',
      directory: process.env.SINGLE_LINE_DIR ?? '../../demo/single-line-orders',
      format: { type: 'csv', separator: ';' },
      nullMarkers: ['NULL', '-'],
      decimalSeparator: ',',
      thousandsSeparator: '.',
      dateFormat: 'dd.MM.yyyy',
      datetimeFormat: 'dd.MM.yyyy HH:mm',
      timeZone: 'Europe/Berlin',
      feeds: [
        {
          entity: 'customer',
          files: 'kunden.csv',
          columns: {
            customer_id: 'Kundennummer',
            subscribed_date: 'Anmeldedatum',
            country: 'Land',
            country_code: 'Länderkürzel',
            postal_code: 'PLZ',
            city: 'Ort',
            gender: 'Geschlecht',
            age: 'Alter',
            changed_at_utc: 'Geändert am',
          },
        },
        {
          entity: 'product',
          files: orderFiles,
          columns: { product_id: categoryAsProduct, category: 'Warengruppe' },
        },
        {
          entity: 'order',
          files: orderFiles,
          columns: {
            order_id: 'Bestellnummer',
            customer_id: 'Kundennummer',
            order_status: {
              column: 'Status',
              values: {
                Zugestellt: 'delivered',
                Versandt: 'shipped',
                'In Bearbeitung': 'processing',
                'In Rechnung gestellt': 'invoiced',
                Freigegeben: 'approved',
                Angelegt: 'created',
                Storniert: 'canceled',
                'Nicht lieferbar': 'unavailable',
              },
            },
            purchased_at_utc: 'Bestellt am',
            approved_at_utc: 'Freigegeben am',
            shipped_at_utc: 'Versandt am',
            delivered_at_utc: 'Zugestellt am',
            estimated_delivery_at_utc: 'Zugesagt bis',
            changed_at_utc: 'Geändert am',
          },
        },
        {
          entity: 'order_item',
          files: orderFiles,
          columns: {
            order_id: 'Bestellnummer',
            line_number: { constant: '1' },
            product_id: categoryAsProduct,
            unit_price: 'Betrag',
          },
        },
        {
          entity: 'payment',
          files: 'zahlungen.jsonl',
          format: { type: 'jsonl' },
          columns: {
            order_id: 'bestellnummer',
            payment_number: 'nummer',
            payment_type: {
              column: 'zahlart',
              values: {
                Kreditkarte: 'credit_card',
                Girocard: 'debit_card',
                PayPal: 'paypal',
                Überweisung: 'bank_transfer',
                Gutschein: 'voucher',
              },
            },
            payment_status: {
              column: 'status',
              values: { bezahlt: 'paid', offen: 'pending', fehlgeschlagen: 'failed', erstattet: 'refunded' },
            },
            installments: 'raten',
            amount: 'betrag',
          },
        },
      ],
    },
  },
});
