-- What was told: estimates, quotes, and change orders to them, in versions.
CREATE TABLE estimates (
    id           BIGINT NOT NULL PRIMARY KEY,
    number       BIGINT NOT NULL,            -- people's own: 1, 2, 3; the same for all versions
    version      BIGINT NOT NULL,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    kind         TEXT   NOT NULL CHECK (kind IN ('estimate', 'quote', 'change')),
    base         BIGINT REFERENCES estimates (id),   -- of a change order: what was accepted before
    state        TEXT   NOT NULL CHECK (state IN
        ('drafted', 'delivered', 'acknowledged', 'accepted', 'declined', 'superseded', 'expired')),
    title        TEXT   NOT NULL,
    currency     TEXT   NOT NULL,
    tax_included BIGINT NOT NULL CHECK (tax_included IN (0, 1)),
    discount     BIGINT NOT NULL CHECK (discount >= 0),
    assumptions  TEXT   NOT NULL,
    exclusions   TEXT   NOT NULL,
    notes        TEXT   NOT NULL,
    valid_until  BIGINT,                     -- a day
    work_day     BIGINT,                     -- when the work is to begin
    deposit      BIGINT NOT NULL CHECK (deposit >= 0),
    plans        TEXT   NOT NULL,            -- JSON: the plans to pay that are offered
    low          BIGINT NOT NULL,            -- what it comes to, tax and all
    likely       BIGINT NOT NULL,
    high         BIGINT NOT NULL,
    fingerprint  TEXT,                       -- of what was sent, word for word
    message      BIGINT,                     -- by which it was sent
    made_by      BIGINT NOT NULL,
    created_at   BIGINT NOT NULL,
    changed_at   BIGINT NOT NULL,
    delivered_at BIGINT,
    seen_at      BIGINT,
    acknowledged_at BIGINT,
    answered_at  BIGINT,
    answer_name  TEXT,                       -- who accepted or declined
    answer_address TEXT,                     -- from where
    answer_channel TEXT CHECK (answer_channel IN ('link', 'portal', 'phone')),
    answer_agent BIGINT,                     -- who heard it, by phone
    answer_words TEXT,                       -- why it was declined; what was said by phone
    answer_plan  BIGINT,                     -- which of the plans was chosen
    superseded_by BIGINT REFERENCES estimates (id),
    CHECK (low <= likely AND likely <= high),
    CHECK (state NOT IN ('delivered', 'acknowledged', 'accepted', 'declined') OR delivered_at IS NOT NULL),
    CHECK ((state IN ('accepted', 'declined')) = (answered_at IS NOT NULL)),
    CHECK ((answered_at IS NULL) = (answer_name IS NULL)),
    CHECK ((state = 'superseded') = (superseded_by IS NOT NULL)),
    CHECK ((kind = 'change') = (base IS NOT NULL)),
    UNIQUE (number, version)
);
CREATE INDEX estimates_conversation ON estimates (conversation, id);
CREATE INDEX estimates_message ON estimates (message) WHERE message IS NOT NULL;
CREATE INDEX estimates_base ON estimates (base) WHERE base IS NOT NULL;
CREATE INDEX estimates_listing ON estimates (changed_at, id);
CREATE INDEX estimates_open ON estimates (delivered_at, id) WHERE state IN ('delivered', 'acknowledged');

CREATE TABLE estimate_lines (
    estimate BIGINT NOT NULL REFERENCES estimates (id),
    position BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    offering BIGINT REFERENCES offering_versions (id),
    quantity BIGINT NOT NULL CHECK (quantity > 0),   -- thousandths
    unit     TEXT   NOT NULL,
    low      BIGINT NOT NULL CHECK (low >= 0),       -- of one unit
    likely   BIGINT NOT NULL,
    high     BIGINT NOT NULL,
    tax_rate BIGINT NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    discount BIGINT NOT NULL CHECK (discount BETWEEN 0 AND 10000),
    CHECK (low <= likely AND likely <= high),
    PRIMARY KEY (estimate, position)
);
CREATE INDEX estimate_lines_offering ON estimate_lines (offering, estimate) WHERE offering IS NOT NULL;

-- What estimates begin from.
CREATE TABLE estimate_templates (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL UNIQUE,
    content    TEXT   NOT NULL,              -- JSON
    created_at BIGINT NOT NULL
);
