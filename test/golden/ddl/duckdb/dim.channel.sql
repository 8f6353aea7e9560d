CREATE TABLE dim.channel (
  channel_key INTEGER NOT NULL,
  channel VARCHAR NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.channel IS 'Ways by which customers reach the shop, as the sources name them.';

COMMENT ON COLUMN dim.channel.channel_key IS 'Surrogate key of the channel; -1 is the unknown member.';

COMMENT ON COLUMN dim.channel.channel IS 'As the source writes it.';

COMMENT ON COLUMN dim.channel.run_id IS 'Run that last changed the row, as in ops.run.';
