-- By a provider's page a bill is paid, or the deposit of an estimate: either, never both.
CREATE TABLE checkouts_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT REFERENCES invoices (id),
    estimate   BIGINT REFERENCES estimates (id),   -- whose deposit it is
    key        TEXT   NOT NULL UNIQUE,       -- our own name of it, which the provider repeats
    provider   TEXT   NOT NULL,
    session    TEXT   UNIQUE,                -- the provider's names of it
    intent     TEXT,
    url        TEXT,
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('begun', 'open', 'pending', 'paid', 'ended', 'unclear')),
    begun_at   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CHECK ((invoice IS NULL) <> (estimate IS NULL))
);
INSERT INTO checkouts_anew (id, invoice, key, provider, session, intent, url, amount, currency, state, begun_at, changed_at)
SELECT id, invoice, key, provider, session, intent, url, amount, currency, state, begun_at, changed_at FROM checkouts;

CREATE TABLE refunds_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    checkout   BIGINT NOT NULL REFERENCES checkouts_anew (id),
    invoice    BIGINT REFERENCES invoices (id),
    provider   TEXT   NOT NULL UNIQUE,       -- the provider's name of it: seen once
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    created_at BIGINT NOT NULL,
    estimate   BIGINT REFERENCES estimates (id)
);
INSERT INTO refunds_anew (id, checkout, invoice, provider, amount, currency, state, created_at)
SELECT id, checkout, invoice, provider, amount, currency, state, created_at FROM refunds;

CREATE TABLE unclear_money_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT REFERENCES invoices (id),
    checkout   BIGINT NOT NULL REFERENCES checkouts_anew (id),
    provider   TEXT   NOT NULL UNIQUE,
    why        TEXT   NOT NULL CHECK (why IN ('differs', 'not-owed', 'contested', 'refunded')),
    amount     BIGINT NOT NULL,
    currency   TEXT   NOT NULL,
    seen_at    BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by BIGINT,
    outcome    TEXT,
    estimate   BIGINT REFERENCES estimates (id),
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
INSERT INTO unclear_money_anew (id, invoice, checkout, provider, why, amount, currency, seen_at, settled_at, settled_by, outcome)
SELECT id, invoice, checkout, provider, why, amount, currency, seen_at, settled_at, settled_by, outcome FROM unclear_money;

DROP TABLE unclear_money;
DROP TABLE refunds;
DROP TABLE checkouts;
ALTER TABLE checkouts_anew RENAME TO checkouts;
ALTER TABLE refunds_anew RENAME TO refunds;
ALTER TABLE unclear_money_anew RENAME TO unclear_money;
CREATE INDEX checkouts_invoice ON checkouts (invoice, id);
CREATE INDEX checkouts_estimate ON checkouts (estimate, id) WHERE estimate IS NOT NULL;
CREATE INDEX checkouts_intent ON checkouts (intent) WHERE intent IS NOT NULL;
CREATE INDEX refunds_invoice ON refunds (invoice, id);
CREATE INDEX refunds_checkout ON refunds (checkout);
CREATE INDEX refunds_estimate ON refunds (estimate, id) WHERE estimate IS NOT NULL;
CREATE INDEX unclear_money_invoice ON unclear_money (invoice, id);
CREATE INDEX unclear_money_estimate ON unclear_money (estimate, id) WHERE estimate IS NOT NULL;
CREATE INDEX unclear_money_open ON unclear_money (id) WHERE settled_at IS NULL;
