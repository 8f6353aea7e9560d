CREATE TABLE ops.view_text (
  view_name VARCHAR NOT NULL,
  text_hash VARCHAR NOT NULL,
  CONSTRAINT pk_view_text PRIMARY KEY (view_name)
);

COMMENT ON TABLE ops.view_text IS 'Report views, and scripts such as those of roles, as they were last applied.';

COMMENT ON COLUMN ops.view_text.view_name IS 'Schema-qualified name of a view, or name of a script.';

COMMENT ON COLUMN ops.view_text.text_hash IS 'SHA-256 of its text and descriptions.';
