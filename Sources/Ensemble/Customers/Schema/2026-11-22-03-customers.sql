CREATE TABLE organisations (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_key   TEXT   NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE customers (
    id           BIGINT NOT NULL PRIMARY KEY,
    name         TEXT   NOT NULL,           -- empty while only an address is known
    organisation BIGINT REFERENCES organisations (id),
    language     TEXT,
    time_zone    TEXT,
    phone        TEXT,
    remarks      TEXT   NOT NULL DEFAULT '', -- seen by staff only
    created_at   BIGINT NOT NULL
);
CREATE INDEX customers_organisation ON customers (organisation) WHERE organisation IS NOT NULL;
CREATE INDEX customers_newest ON customers (created_at, id);

-- An address belongs to one customer; a customer may have several.
CREATE TABLE contact_points (
    address_key TEXT   NOT NULL PRIMARY KEY, -- folded
    address     TEXT   NOT NULL,             -- as last written
    customer    BIGINT NOT NULL REFERENCES customers (id),
    created_at  BIGINT NOT NULL,
    bounced_at  BIGINT,                      -- since when mail to it fails for good
    bounced_why TEXT
);
CREATE INDEX contact_points_customer ON contact_points (customer);
