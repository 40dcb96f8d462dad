-- The rules by which words are coded. Each edit is the next version; the shipped rules are version 0 and stand in the program.
CREATE TABLE code_books (
    version BIGINT NOT NULL PRIMARY KEY,
    rules   TEXT   NOT NULL,                 -- JSON: by language
    made_by BIGINT REFERENCES agents (id),
    made_at BIGINT NOT NULL
);

-- Spans of customers' words, coded in degrees.
CREATE TABLE mentions (
    id         BIGINT NOT NULL PRIMARY KEY,
    message    BIGINT NOT NULL REFERENCES messages (id),
    begins     BIGINT NOT NULL CHECK (begins >= 0),    -- in Unicode scalars of the message's shown text
    length     BIGINT NOT NULL CHECK (length > 0),
    words      TEXT   NOT NULL,
    customer   BIGINT NOT NULL REFERENCES customers (id),
    month      BIGINT NOT NULL,              -- in which they were said: 12 × year + 0…11
    product    BIGINT NOT NULL CHECK (product >= 0),
    service    BIGINT NOT NULL CHECK (service >= 0),
    idea       BIGINT NOT NULL CHECK (idea >= 0),
    coder_kind TEXT   NOT NULL CHECK (coder_kind IN ('person', 'model')),
    coder      BIGINT NOT NULL,              -- the agent; 0 for a model
    model      TEXT   NOT NULL,              -- its name and version
    book       BIGINT NOT NULL,              -- the version of the code book
    counted    BIGINT NOT NULL CHECK (counted IN (0, 1)),   -- 0: somebody else's coding of these words counts
    created_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    CHECK (product + service + idea = 1000),
    UNIQUE (message, begins, length, coder_kind, coder, model)
);
-- Of those coded twice, the latest: how far coders agree.
CREATE INDEX mentions_second ON mentions (id) WHERE counted = 0 AND coder_kind = 'person';

-- What each sentence heard, line billed and hour worked weighs; a reader of the history keeps it, and it can be made
-- again from what it stands for.
CREATE TABLE emphasis_rows (
    lens         TEXT   NOT NULL CHECK (lens IN ('paid', 'worked', 'heard')),
    source       BIGINT NOT NULL,            -- message, invoice or work entry
    place        BIGINT NOT NULL,            -- mention; the invoice's line; 0
    conversation BIGINT NOT NULL,
    offering     BIGINT,
    customer     BIGINT NOT NULL,
    month        BIGINT NOT NULL,
    unit         TEXT   NOT NULL,            -- paid: the currency
    product      BIGINT NOT NULL,            -- per mille of the words; minor units; thousandths of an hour
    service      BIGINT NOT NULL,
    idea         BIGINT NOT NULL,
    unknown      BIGINT NOT NULL,            -- of what has no profile
    PRIMARY KEY (lens, source, place)
);
CREATE INDEX emphasis_rows_conversation ON emphasis_rows (conversation, lens);
CREATE INDEX emphasis_rows_listing ON emphasis_rows (lens, month, source, place);
CREATE INDEX emphasis_rows_offering ON emphasis_rows (offering, lens, month, source, place) WHERE offering IS NOT NULL;

-- What each customer said in a month: their words count once, however many there are.
CREATE TABLE emphasis_customers (
    scope    BIGINT NOT NULL,                -- an offering; 0: the business
    month    BIGINT NOT NULL,
    customer BIGINT NOT NULL,
    product  BIGINT NOT NULL,                -- per mille, summed
    service  BIGINT NOT NULL,
    idea     BIGINT NOT NULL,
    PRIMARY KEY (scope, month, customer)
);

-- All that the pages read. Whole numbers, so that the order in which things came makes no difference.
CREATE TABLE emphasis_months (
    scope   BIGINT NOT NULL,
    lens    TEXT   NOT NULL,
    month   BIGINT NOT NULL,
    unit    TEXT   NOT NULL,
    product BIGINT NOT NULL,                 -- heard: millionths of a customer
    service BIGINT NOT NULL,
    idea    BIGINT NOT NULL,
    unknown BIGINT NOT NULL,
    pieces  BIGINT NOT NULL,                 -- customers heard, lines billed, entries worked
    PRIMARY KEY (scope, lens, month, unit)
);
