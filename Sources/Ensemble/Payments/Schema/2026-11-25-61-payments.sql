-- Payments by a provider's page: what was asked for, what came of it.
CREATE TABLE checkouts (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    key        TEXT   NOT NULL UNIQUE,       -- our own name of it, which the provider repeats
    provider   TEXT   NOT NULL,
    session    TEXT   UNIQUE,                -- the provider's names of it
    intent     TEXT,
    url        TEXT,
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('begun', 'open', 'pending', 'paid', 'ended', 'unclear')),
    begun_at   BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX checkouts_invoice ON checkouts (invoice, id);
CREATE INDEX checkouts_intent ON checkouts (intent) WHERE intent IS NOT NULL;

-- Money that the provider gave back.
CREATE TABLE refunds (
    id         BIGINT NOT NULL PRIMARY KEY,
    checkout   BIGINT NOT NULL REFERENCES checkouts (id),
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    provider   TEXT   NOT NULL UNIQUE,       -- the provider's name of it: seen once
    amount     BIGINT NOT NULL CHECK (amount > 0),
    currency   TEXT   NOT NULL,
    state      TEXT   NOT NULL CHECK (state IN ('pending', 'done', 'failed')),
    created_at BIGINT NOT NULL
);
CREATE INDEX refunds_invoice ON refunds (invoice, id);
CREATE INDEX refunds_checkout ON refunds (checkout);

-- Money that could not be booked by itself: somebody looks.
CREATE TABLE unclear_money (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    checkout   BIGINT NOT NULL REFERENCES checkouts (id),
    provider   TEXT   NOT NULL UNIQUE,
    why        TEXT   NOT NULL CHECK (why IN ('differs', 'not-owed', 'contested', 'refunded')),
    amount     BIGINT NOT NULL,
    currency   TEXT   NOT NULL,
    seen_at    BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by BIGINT,
    outcome    TEXT,
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
CREATE INDEX unclear_money_invoice ON unclear_money (invoice, id);
CREATE INDEX unclear_money_open ON unclear_money (id) WHERE settled_at IS NULL;
