-- Debits, and what was paid online by a way that is not known. A rule can't be changed here: the tables are made anew.
CREATE TABLE payments_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    method     TEXT   NOT NULL CHECK (method IN
        ('bank', 'card', 'debit', 'online', 'cash', 'other', 'credit', 'write-off')),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    day        BIGINT NOT NULL,
    reference  TEXT   NOT NULL,
    provider   TEXT   UNIQUE,                -- the provider's own name of it: counted once
    noted_by   BIGINT,
    created_at BIGINT NOT NULL
);
INSERT INTO payments_anew (id, invoice, method, amount, day, reference, provider, noted_by, created_at)
SELECT id, invoice, method, amount, day, reference, provider, noted_by, created_at FROM payments;
DROP TABLE payments;
ALTER TABLE payments_anew RENAME TO payments;
CREATE INDEX payments_invoice ON payments (invoice, id);

CREATE TABLE deposits_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    estimate   BIGINT NOT NULL REFERENCES estimates (id),
    method     TEXT   NOT NULL CHECK (method IN ('bank', 'card', 'debit', 'online', 'cash', 'other')),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    day        BIGINT NOT NULL,
    reference  TEXT   NOT NULL,
    noted_by   BIGINT,
    created_at BIGINT NOT NULL,
    invoice    BIGINT REFERENCES invoices (id), -- on which it was counted; NULL: on none yet
    provider   TEXT   UNIQUE                 -- the provider's own name of it: counted once
);
INSERT INTO deposits_anew (id, estimate, method, amount, day, reference, noted_by, created_at, invoice)
SELECT id, estimate, method, amount, day, reference, noted_by, created_at, invoice FROM deposits;
DROP TABLE deposits;
ALTER TABLE deposits_anew RENAME TO deposits;
CREATE INDEX deposits_estimate ON deposits (estimate, id);
CREATE INDEX deposits_invoice ON deposits (invoice) WHERE invoice IS NOT NULL;
