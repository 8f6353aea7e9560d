CREATE TABLE dim.support_issue (
  support_issue_key int NOT NULL,
  issue_category nvarchar(100) COLLATE Latin1_General_100_BIN2 NOT NULL,
  issue nvarchar(200) COLLATE Latin1_General_100_BIN2 NOT NULL,
  run_id int NOT NULL,
  CONSTRAINT pk_support_issue PRIMARY KEY CLUSTERED (support_issue_key),
  CONSTRAINT uq_support_issue UNIQUE (issue_category, issue)
);
GO
