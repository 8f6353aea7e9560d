import { defineConfig } from '#storehouse';

/** A marketplace's eight exports, as `storehouse seed` writes them. */
export default defineConfig({
  warehouse: 'duckdb:../../demo/warehouse.duckdb',
  sources: {
    shop: {
      kind: 'files',
      directory: process.env.SHOP_DIR ?? '../../demo/shop',
      feeds: [
        {
          entity: 'geography',
          files: 'geography.csv',
          columns: {
            country: 'country',
            country_code: 'country_code',
            postal_code: 'postal_code',
            city: 'city',
            latitude: 'latitude',
            longitude: 'longitude',
          },
        },
        {
          entity: 'customer',
          files: 'customers.csv',
          columns: {
            customer_id: 'customer_id',
            customer_alias: 'customer_alias',
            subscribed_date: 'subscribed_date',
            country: 'country',
            country_code: 'country_code',
            postal_code: 'postal_code',
            city: 'city',
            gender: 'gender',
            age: 'age',
            changed_at_utc: 'changed_at',
          },
        },
        {
          entity: 'seller',
          files: 'sellers.csv',
          columns: {
            seller_id: 'seller_id',
            seller_name: 'seller_name',
            country: 'country',
            country_code: 'country_code',
            postal_code: 'postal_code',
            city: 'city',
          },
        },
        {
          entity: 'product',
          files: 'products.csv',
          columns: {
            product_id: 'product_id',
            product_name: 'product_name',
            category: 'category',
            brand: 'brand',
            list_price: 'list_price',
            weight_g: 'weight_g',
            length_cm: 'length_cm',
            height_cm: 'height_cm',
            width_cm: 'width_cm',
            changed_at_utc: 'changed_at',
          },
        },
        {
          entity: 'order',
          files: 'orders.csv',
          columns: {
            order_id: 'order_id',
            customer_id: 'customer_id',
            customer_alias: 'customer_alias',
            order_status: 'order_status',
            purchased_at_utc: 'purchased_at',
            approved_at_utc: 'approved_at',
            shipped_at_utc: 'shipped_at',
            delivered_at_utc: 'delivered_at',
            estimated_delivery_at_utc: 'estimated_delivery_at',
            changed_at_utc: 'changed_at',
          },
        },
        {
          entity: 'order_item',
          files: 'order_items.csv',
          columns: {
            order_id: 'order_id',
            line_number: 'line_number',
            product_id: 'product_id',
            seller_id: 'seller_id',
            quantity: 'quantity',
            unit_price: 'unit_price',
            freight_amount: 'freight_amount',
            shipping_limit_at_utc: 'shipping_limit_at',
          },
        },
        {
          entity: 'payment',
          files: 'payments.csv',
          columns: {
            order_id: 'order_id',
            payment_number: 'payment_number',
            payment_type: 'payment_type',
            installments: 'installments',
            amount: 'amount',
          },
        },
        {
          entity: 'review',
          files: 'reviews.csv',
          columns: {
            review_id: 'review_id',
            order_id: 'order_id',
            score: 'score',
            title: 'title',
            message: 'message',
            created_at_utc: 'created_at',
            answered_at_utc: 'answered_at',
          },
        },
      ],
    },
  },
});
