CREATE TABLE ops.view_text (
  view_name VARCHAR NOT NULL,
  text_hash VARCHAR NOT NULL,
  CONSTRAINT pk_view_text PRIMARY KEY (view_name)
);

COMMENT ON TABLE ops.view_text IS 'Report views as they were last created.';

COMMENT ON COLUMN ops.view_text.view_name IS 'Schema-qualified name.';

COMMENT ON COLUMN ops.view_text.text_hash IS 'SHA-256 of its SELECT and descriptions.';
