CREATE TABLE fact.support_ticket (
  ticket_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NOT NULL,
  customer_key int NOT NULL,
  product_key int NOT NULL,
  support_issue_key int NOT NULL,
  channel_key int NOT NULL,
  opened_date_key int NOT NULL,
  opened_hour int NULL,
  first_response_date_key int NOT NULL,
  resolved_date_key int NOT NULL,
  opened_at_utc datetime2(3) NOT NULL,
  first_response_at_utc datetime2(3) NULL,
  resolved_at_utc datetime2(3) NULL,
  customer_id nvarchar(80) COLLATE Latin1_General_100_BIN2 NULL,
  customer_alias nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  order_id nvarchar(64) COLLATE Latin1_General_100_BIN2 NULL,
  ticket_status nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  priority nvarchar(40) COLLATE Latin1_General_100_BIN2 NULL,
  minutes_to_first_response int NULL,
  minutes_to_resolution int NULL,
  satisfaction_score int NULL,
  changed_at_utc datetime2(3) NULL,
  is_deleted bit NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_support_ticket PRIMARY KEY CLUSTERED (ticket_id)
);
GO

CREATE INDEX ix_support_ticket_customer_key ON fact.support_ticket (customer_key);
GO

CREATE INDEX ix_support_ticket_product_key ON fact.support_ticket (product_key);
GO

CREATE INDEX ix_support_ticket_support_issue_key ON fact.support_ticket (support_issue_key);
GO

CREATE INDEX ix_support_ticket_channel_key ON fact.support_ticket (channel_key);
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_customer_key FOREIGN KEY (customer_key) REFERENCES dim.customer (customer_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_customer_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_product_key FOREIGN KEY (product_key) REFERENCES dim.product (product_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_product_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_support_issue_key FOREIGN KEY (support_issue_key) REFERENCES dim.support_issue (support_issue_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_support_issue_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_channel_key FOREIGN KEY (channel_key) REFERENCES dim.channel (channel_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_channel_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_opened_date_key FOREIGN KEY (opened_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_opened_date_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_first_response_date_key FOREIGN KEY (first_response_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_first_response_date_key;
GO

ALTER TABLE fact.support_ticket WITH NOCHECK ADD CONSTRAINT fk_support_ticket_resolved_date_key FOREIGN KEY (resolved_date_key) REFERENCES dim.date (date_key);
GO

ALTER TABLE fact.support_ticket NOCHECK CONSTRAINT fk_support_ticket_resolved_date_key;
GO
