CREATE TABLE dim.support_issue (
  support_issue_key INTEGER NOT NULL,
  issue_category VARCHAR NOT NULL,
  issue VARCHAR NOT NULL,
  run_id INTEGER NOT NULL
);

COMMENT ON TABLE dim.support_issue IS 'What support tickets are about, as the tickets name it: one row per issue of a category.';

COMMENT ON COLUMN dim.support_issue.support_issue_key IS 'Surrogate key of the support_issue; -1 is the unknown member.';

COMMENT ON COLUMN dim.support_issue.issue_category IS 'As the source writes it.';

COMMENT ON COLUMN dim.support_issue.issue IS 'As the source writes it.';

COMMENT ON COLUMN dim.support_issue.run_id IS 'Run that last changed the row, as in ops.run.';
