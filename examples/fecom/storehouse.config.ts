import { defineConfig } from '../../core/config/define-config.ts';

/**
 * The Fecom Inc data set: eight CSV files, plain or packed with gzip, in the directory that FECOM_DIR names.
 * Its times are UTC and its customers are subscribers; orders know a customer only by a transaction id.
 */
export default defineConfig({
  warehouse: 'duckdb:fecom.duckdb',
  reportingTimeZone: 'UTC',
  sources: {
    fecom: {
      kind: 'files',
      directory: process.env.FECOM_DIR ?? '.',
      format: { type: 'csv', separator: ';' },
      nullMarkers: ['#N/A'],
      datetimeFormat: 'yyyy-MM-dd HH:mm',
      feeds: [
        {
          entity: 'geography',
          files: 'Fecom Inc Geolocations.csv*',
          decimalSeparator: ',',
          columns: {
            country: 'Geo_Country',
            postal_code: 'Geo_Postal_Code',
            city: 'Geolocation_City',
            latitude: 'Geo_Lat',
            longitude: 'Geo_Lon',
          },
        },
        {
          entity: 'customer',
          files: 'Fecom Inc Customer List.csv*',
          columns: {
            customer_id: 'Subscriber_ID',
            customer_alias: 'Customer_Trx_ID',
            subscribed_date: 'Subscribe_Date',
            country: 'Customer_Country',
            country_code: 'Customer_Country_Code',
            postal_code: 'Customer_Postal_Code',
            city: 'Customer_City',
            gender: 'Gender',
            age: 'Age',
          },
        },
        {
          entity: 'seller',
          files: 'Fecom Inc Sellers List.csv*',
          columns: {
            seller_id: 'Seller_ID',
            seller_name: 'Seller_Name',
            country: 'Seller_Country',
            country_code: 'Country_Code',
            postal_code: 'Seller_Postal_Code',
            city: 'Seller_City',
          },
        },
        {
          entity: 'product',
          files: 'Fecom Inc Products.csv*',
          columns: {
            product_id: 'Product_ID',
            category: 'Product_Category_Name',
            weight_g: 'Product_Weight_Gr',
            length_cm: 'Product_Length_Cm',
            height_cm: 'Product_Height_Cm',
            width_cm: 'Product_Width_Cm',
          },
        },
        {
          entity: 'order',
          files: 'Fecom Inc Orders.csv*',
          columns: {
            order_id: 'Order_ID',
            customer_alias: 'Customer_Trx_ID',
            order_status: 'Order_Status',
            purchased_at_utc: 'Order_Purchase_Timestamp',
            approved_at_utc: 'Order_Approved_At',
            shipped_at_utc: 'Order_Delivered_Carrier_Date',
            delivered_at_utc: 'Order_Delivered_Customer_Date',
            estimated_delivery_at_utc: 'Order_Estimated_Delivery_Date',
          },
        },
        {
          entity: 'order_item',
          files: 'Fecom Inc Order Items.csv*',
          columns: {
            order_id: 'Order_ID',
            line_number: 'Order_Item_ID',
            product_id: 'Product_ID',
            seller_id: 'Seller_ID',
            unit_price: 'Price',
            freight_amount: 'Freight_Value',
            shipping_limit_at_utc: 'Shipping_Limit_Date',
          },
        },
        {
          entity: 'payment',
          files: 'Fecom Inc Order Payments.csv*',
          columns: {
            order_id: 'Order_ID',
            payment_number: 'Payment_Sequential',
            payment_type: 'Payment_Type',
            installments: 'Payment_Installments',
            amount: 'Payment_Value',
          },
        },
        {
          entity: 'review',
          files: 'Fecom_Inc_Order_Reviews_No_Emojis.csv*',
          columns: {
            review_id: 'Review_ID',
            order_id: 'Order_ID',
            score: 'Review_Score',
            title: 'Review_Comment_Title_En',
            message: 'Review_Comment_Message_En',
            created_at_utc: 'Review_Creation_Date',
            answered_at_utc: 'Review_Answer_Timestamp',
          },
        },
      ],
    },
  },
});
