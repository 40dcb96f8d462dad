-- Money that has been on its way for too long is looked at, too.
CREATE TABLE unclear_money_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT REFERENCES invoices (id),
    estimate   BIGINT REFERENCES estimates (id),
    checkout   BIGINT NOT NULL REFERENCES checkouts (id),
    provider   TEXT   NOT NULL UNIQUE,
    why        TEXT   NOT NULL CHECK (why IN ('differs', 'not-owed', 'contested', 'refunded', 'late')),
    amount     BIGINT NOT NULL,
    currency   TEXT   NOT NULL,
    seen_at    BIGINT NOT NULL,
    settled_at BIGINT,
    settled_by BIGINT,
    outcome    TEXT,
    CHECK ((settled_at IS NULL) = (outcome IS NULL))
);
INSERT INTO unclear_money_anew (id, invoice, estimate, checkout, provider, why, amount, currency, seen_at, settled_at,
    settled_by, outcome)
SELECT id, invoice, estimate, checkout, provider, why, amount, currency, seen_at, settled_at, settled_by, outcome
FROM unclear_money;
DROP TABLE unclear_money;
ALTER TABLE unclear_money_anew RENAME TO unclear_money;
CREATE INDEX unclear_money_invoice ON unclear_money (invoice, id);
CREATE INDEX unclear_money_estimate ON unclear_money (estimate, id) WHERE estimate IS NOT NULL;
CREATE INDEX unclear_money_open ON unclear_money (id) WHERE settled_at IS NULL;
