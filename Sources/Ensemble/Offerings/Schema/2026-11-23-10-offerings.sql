-- What the business does for customers. An edit makes a new version.
CREATE TABLE offerings (
    id         BIGINT NOT NULL PRIMARY KEY,
    state      TEXT   NOT NULL CHECK (state IN
        ('draft', 'offered', 'repricing', 'redesigning', 'referring', 'retiring', 'retired')),
    version    BIGINT NOT NULL,              -- the present one
    name       TEXT   NOT NULL,              -- of the present version, by which lists are ordered
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL
);
CREATE INDEX offerings_name ON offerings (name, id);

CREATE TABLE offering_versions (
    id          BIGINT NOT NULL PRIMARY KEY,
    offering    BIGINT NOT NULL REFERENCES offerings (id),
    number      BIGINT NOT NULL,             -- 1, 2, 3
    name        TEXT   NOT NULL,
    summary     TEXT   NOT NULL,             -- a sentence, for lists
    description TEXT   NOT NULL,             -- Markdown
    product     BIGINT NOT NULL CHECK (product > 0),
    service     BIGINT NOT NULL CHECK (service > 0),
    idea        BIGINT NOT NULL CHECK (idea > 0),
    evidence    TEXT   NOT NULL,             -- on what the profile rests; never shown to customers
    price_model TEXT   NOT NULL CHECK (price_model IN ('fixed', 'unit', 'hour', 'range', 'request')),
    currency    TEXT   NOT NULL,
    low         BIGINT NOT NULL CHECK (low >= 0),
    likely      BIGINT NOT NULL,
    high        BIGINT NOT NULL,
    unit        TEXT   NOT NULL,
    tax_rate    BIGINT NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    changes     TEXT   NOT NULL,             -- what can change the cost
    payment     TEXT   NOT NULL,             -- how it can be paid
    scope       TEXT   NOT NULL,             -- JSON: what is included, excluded, on condition, not done
    made_by     BIGINT,
    created_at  BIGINT NOT NULL,
    CHECK (low <= likely AND likely <= high),
    UNIQUE (offering, number)
);

-- What a conversation is about, in the version of its day.
CREATE TABLE conversation_offerings (
    conversation BIGINT NOT NULL PRIMARY KEY REFERENCES conversations (id),
    version      BIGINT NOT NULL REFERENCES offering_versions (id),
    chosen_at    BIGINT NOT NULL
);
CREATE INDEX conversation_offerings_version ON conversation_offerings (version);

-- What the business told a customer about its part. The first counts for the time until it was told.
CREATE TABLE role_statements (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    part         TEXT   NOT NULL CHECK (part IN ('all', 'part', 'refer', 'no')),
    whom         TEXT   NOT NULL,            -- the partner, or who is suggested
    reason       TEXT   NOT NULL,
    message      BIGINT,                     -- by which it was told
    told_by      BIGINT NOT NULL,
    told_at      BIGINT NOT NULL
);
CREATE INDEX role_statements_message ON role_statements (message) WHERE message IS NOT NULL;
CREATE INDEX role_statements_conversation ON role_statements (conversation, id);
