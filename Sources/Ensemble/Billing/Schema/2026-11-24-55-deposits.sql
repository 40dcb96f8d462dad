-- Money that came in on accepting, before there was an invoice.
CREATE TABLE deposits (
    id         BIGINT NOT NULL PRIMARY KEY,
    estimate   BIGINT NOT NULL REFERENCES estimates (id),
    method     TEXT   NOT NULL CHECK (method IN ('bank', 'card', 'cash', 'other')),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    day        BIGINT NOT NULL,
    reference  TEXT   NOT NULL,
    noted_by   BIGINT,
    created_at BIGINT NOT NULL,
    invoice    BIGINT REFERENCES invoices (id)  -- on which it was counted; NULL: on none yet
);
CREATE INDEX deposits_estimate ON deposits (estimate, id);
CREATE INDEX deposits_invoice ON deposits (invoice) WHERE invoice IS NOT NULL;
