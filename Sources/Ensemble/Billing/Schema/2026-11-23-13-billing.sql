-- What was billed, line by line against what was told.
CREATE TABLE invoice_series (
    name TEXT   NOT NULL PRIMARY KEY,
    last BIGINT NOT NULL                     -- counted in the transaction that issues: no gaps
);

CREATE TABLE invoices (
    id           BIGINT NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL CHECK (kind IN ('invoice', 'credit')),
    series       TEXT,
    number       BIGINT,                     -- given out on issuing
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    customer     BIGINT NOT NULL REFERENCES customers (id),
    state        TEXT   NOT NULL CHECK (state IN
        ('drafted', 'issued', 'part-paid', 'paid', 'disputed', 'settled', 'written-off')),
    title        TEXT   NOT NULL,
    currency     TEXT   NOT NULL,
    tax_included BIGINT NOT NULL CHECK (tax_included IN (0, 1)),
    discount     BIGINT NOT NULL CHECK (discount >= 0),
    words        TEXT   NOT NULL,            -- why it differs from what was told
    credits      BIGINT REFERENCES invoices (id),   -- of a credit note: which invoice
    gross        BIGINT NOT NULL,
    told         BIGINT,                     -- what was told for it, likely; NULL: nothing was
    told_high    BIGINT,
    unannounced  BIGINT NOT NULL,            -- lines that nobody had told
    issued_on    BIGINT,
    due_on       BIGINT,
    message      BIGINT,
    made_by      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    issued_at    BIGINT,
    seen_at      BIGINT,
    CHECK ((number IS NULL) = (state = 'drafted')),
    CHECK ((number IS NULL) = (series IS NULL)),
    CHECK ((kind = 'credit') = (credits IS NOT NULL)),
    UNIQUE (series, number)
);
CREATE INDEX invoices_conversation ON invoices (conversation, id);
CREATE INDEX invoices_listing ON invoices (changed_at, id);
CREATE INDEX invoices_due ON invoices (due_on, id) WHERE state IN ('issued', 'part-paid');
CREATE INDEX invoices_credits ON invoices (credits) WHERE credits IS NOT NULL;
CREATE INDEX invoices_message ON invoices (message) WHERE message IS NOT NULL;

CREATE TABLE invoice_lines (
    invoice   BIGINT NOT NULL REFERENCES invoices (id),
    position  BIGINT NOT NULL,
    text      TEXT   NOT NULL,
    offering  BIGINT REFERENCES offering_versions (id),
    quantity  BIGINT NOT NULL CHECK (quantity > 0),
    unit      TEXT   NOT NULL,
    price     BIGINT NOT NULL CHECK (price >= 0),
    tax_rate  BIGINT NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    discount  BIGINT NOT NULL CHECK (discount BETWEEN 0 AND 10000),
    gross     BIGINT NOT NULL,               -- its share, tax and all
    told_in   BIGINT REFERENCES estimates (id),   -- NULL: unannounced
    told_line BIGINT,
    work      BIGINT REFERENCES work_entries (id),
    why       TEXT   NOT NULL,               -- the difference, explained
    CHECK ((told_in IS NULL) = (told_line IS NULL)),
    PRIMARY KEY (invoice, position)
);
CREATE INDEX invoice_lines_told ON invoice_lines (told_in, told_line) WHERE told_in IS NOT NULL;
CREATE INDEX invoice_lines_work ON invoice_lines (work) WHERE work IS NOT NULL;
CREATE INDEX invoice_lines_offering ON invoice_lines (offering, invoice) WHERE offering IS NOT NULL;

CREATE TABLE payments (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    method     TEXT   NOT NULL CHECK (method IN ('bank', 'card', 'cash', 'other', 'credit', 'write-off')),
    amount     BIGINT NOT NULL CHECK (amount > 0),
    day        BIGINT NOT NULL,
    reference  TEXT   NOT NULL,
    provider   TEXT   UNIQUE,                -- the provider's own name of it: counted once
    noted_by   BIGINT,
    created_at BIGINT NOT NULL
);
CREATE INDEX payments_invoice ON payments (invoice, id);

-- One plan to pay an invoice in parts; an adjustment replaces its instalments.
CREATE TABLE payment_plans (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL UNIQUE REFERENCES invoices (id),
    state      TEXT   NOT NULL CHECK (state IN ('active', 'adjusted', 'done', 'broken')),
    terms      TEXT   NOT NULL,
    interest   BIGINT NOT NULL,              -- all of it
    chosen_by  TEXT   NOT NULL,              -- a name
    chosen_at  BIGINT NOT NULL
);
CREATE TABLE instalments (
    plan     BIGINT NOT NULL REFERENCES payment_plans (id),
    position BIGINT NOT NULL,
    due_on   BIGINT NOT NULL,
    amount   BIGINT NOT NULL CHECK (amount >= 0),
    interest BIGINT NOT NULL,
    missed_at BIGINT,                        -- when it was told to be missed
    PRIMARY KEY (plan, position)
);

CREATE TABLE disputes (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL REFERENCES invoices (id),
    name       TEXT   NOT NULL,
    why        TEXT   NOT NULL,
    opened_at  BIGINT NOT NULL,
    closed_at  BIGINT,
    outcome    TEXT,
    closed_by  BIGINT,
    CHECK ((closed_at IS NULL) = (outcome IS NULL))
);
CREATE UNIQUE INDEX disputes_open ON disputes (invoice) WHERE closed_at IS NULL;
CREATE INDEX disputes_invoice ON disputes (invoice, id);
