-- The logo of the business: one, by the digest of its bytes. What it is stands in the settings.
CREATE TABLE business_logo (
    name       TEXT   NOT NULL PRIMARY KEY,
    bytes      BYTEA  NOT NULL,
    changed_at BIGINT NOT NULL
);
