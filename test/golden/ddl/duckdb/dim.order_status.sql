CREATE TABLE dim.order_status (
  order_status_key INTEGER NOT NULL,
  order_status VARCHAR NOT NULL,
  counts_as_revenue BOOLEAN NOT NULL,
  sort_order INTEGER NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.order_status IS 'Status of an order, as the orders name it.';

COMMENT ON COLUMN dim.order_status.order_status_key IS 'Surrogate key of the order_status; -1 is the unknown member.';

COMMENT ON COLUMN dim.order_status.order_status IS 'As the source writes it.';

COMMENT ON COLUMN dim.order_status.counts_as_revenue IS 'False for canceled and unavailable: revenue leaves their orders out.';

COMMENT ON COLUMN dim.order_status.sort_order IS 'Place in the life of an order, for reports.';

COMMENT ON COLUMN dim.order_status.run_id IS 'Run that last changed the row, as in ops.run.';
