import { defineConfig } from '#storehouse';

/** Customers and products in Parquet files, one of each a day. */
export default defineConfig({
  sources: {
    members: {
      kind: 'files',
      directory: process.env.MEMBERS_DIR ?? '.',
      format: { type: 'parquet' },
      feeds: [
        {
          entity: 'customer',
          files: 'customers-*.parquet',
          columns: {
            customer_id: 'customer_id',
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
          entity: 'product',
          files: 'products-*.parquet',
          columns: {
            product_id: 'product_id',
            product_name: 'product_name',
            category: 'category',
            brand: 'brand',
            list_price: 'list_price',
            changed_at_utc: 'changed_at',
          },
        },
      ],
    },
  },
});
