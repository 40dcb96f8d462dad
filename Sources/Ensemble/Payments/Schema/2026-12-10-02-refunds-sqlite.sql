-- Money that was given back by hand, or is to be by the provider: beside what the provider tells by itself. A rule
-- can't be changed here: the table is made anew.
CREATE TABLE refunds_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    checkout   BIGINT REFERENCES checkouts (id),   -- NULL: by hand
    invoice    BIGINT REFERENCES invoices (id),
    provider   TEXT   UNIQUE,                -- the provider's name of it, or ours until it has one: seen once
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    created_at BIGINT NOT NULL,
    estimate   BIGINT REFERENCES estimates (id),
    method     TEXT   CHECK (method IN ('bank', 'card', 'debit', 'online', 'cash', 'other')),
    day        BIGINT,                       -- when, by hand
    reference  TEXT   NOT NULL DEFAULT '',
    noted_by   BIGINT,
    CHECK ((checkout IS NULL) = (method IS NOT NULL)),
    CHECK ((checkout IS NULL) = (provider IS NULL))
);
INSERT INTO refunds_anew (id, checkout, invoice, provider, amount, currency, state, created_at, estimate)
SELECT id, checkout, invoice, provider, amount, currency, state, created_at, estimate FROM refunds;
DROP TABLE refunds;
ALTER TABLE refunds_anew RENAME TO refunds;
CREATE INDEX refunds_invoice ON refunds (invoice, id);
CREATE INDEX refunds_checkout ON refunds (checkout);
CREATE INDEX refunds_estimate ON refunds (estimate, id) WHERE estimate IS NOT NULL;
