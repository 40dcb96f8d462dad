-- Answers to surveys are heard as messages are: what is marked and proposed says where it was said. A rule can't be
-- changed here: the tables are made anew.
CREATE TABLE mentions_anew (
    id          BIGINT NOT NULL PRIMARY KEY,
    source_kind TEXT   NOT NULL CHECK (source_kind IN ('message', 'answer')),
    source      BIGINT NOT NULL,             -- the message or the survey's response: no two of them have one number
    begins      BIGINT NOT NULL CHECK (begins >= 0),    -- in Unicode scalars of the shown text
    length      BIGINT NOT NULL CHECK (length > 0),
    words       TEXT   NOT NULL,
    customer    BIGINT NOT NULL REFERENCES customers (id),
    month       BIGINT NOT NULL,             -- in which they were said: 12 × year + 0…11
    product     BIGINT NOT NULL CHECK (product >= 0),
    service     BIGINT NOT NULL CHECK (service >= 0),
    idea        BIGINT NOT NULL CHECK (idea >= 0),
    coder_kind  TEXT   NOT NULL CHECK (coder_kind IN ('person', 'customer', 'model')),
    coder       BIGINT NOT NULL,             -- the agent, the customer; 0 for a model
    model       TEXT   NOT NULL,             -- its name and version
    book        BIGINT NOT NULL,             -- the version of the code book
    counted     BIGINT NOT NULL CHECK (counted IN (0, 1)),  -- 0: somebody else's coding of these words counts
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL,
    CHECK (product + service + idea = 1000),
    UNIQUE (source, begins, length, coder_kind, coder, model)
);
INSERT INTO mentions_anew (id, source_kind, source, begins, length, words, customer, month, product, service, idea,
    coder_kind, coder, model, book, counted, created_at, changed_at)
SELECT id, 'message', message, begins, length, words, customer, month, product, service, idea, coder_kind, coder,
    model, book, counted, created_at, changed_at FROM mentions;
DROP TABLE mentions;
ALTER TABLE mentions_anew RENAME TO mentions;
CREATE INDEX mentions_second ON mentions (id) WHERE counted = 0 AND coder_kind = 'person';

-- What the model has not read yet.
CREATE TABLE proposals_due_anew (
    source      BIGINT NOT NULL PRIMARY KEY,
    source_kind TEXT   NOT NULL CHECK (source_kind IN ('message', 'answer'))
);
INSERT INTO proposals_due_anew (source, source_kind) SELECT message, 'message' FROM proposals_due;
DROP TABLE proposals_due;
ALTER TABLE proposals_due_anew RENAME TO proposals_due;
-- What was answered before it was read.
INSERT INTO proposals_due (source, source_kind) SELECT id, 'answer' FROM survey_responses;

CREATE TABLE proposals_anew (
    id           BIGINT NOT NULL PRIMARY KEY,
    source_kind  TEXT   NOT NULL CHECK (source_kind IN ('message', 'answer')),
    source       BIGINT NOT NULL,
    conversation BIGINT NOT NULL,            -- 0: an answer that belongs to none
    begins       BIGINT NOT NULL,            -- in Unicode scalars of the shown text
    length       BIGINT NOT NULL,
    words        TEXT   NOT NULL,
    customer     BIGINT NOT NULL,
    month        BIGINT NOT NULL,            -- in which they were said: 12 × year + 0…11
    product      BIGINT NOT NULL,            -- its probabilities, per mille; with those of "no mention" 1,000
    service      BIGINT NOT NULL,
    idea         BIGINT NOT NULL,
    none         BIGINT NOT NULL,
    model        TEXT   NOT NULL,            -- its name and version
    lot          BIGINT NOT NULL,            -- one for all that a customer said in a month: who is looked at
    created_at   BIGINT NOT NULL,
    CHECK (product + service + idea + none = 1000),
    UNIQUE (source, begins)
);
INSERT INTO proposals_anew (id, source_kind, source, conversation, begins, length, words, customer, month, product,
    service, idea, none, model, lot, created_at)
SELECT id, 'message', message, conversation, begins, length, words, customer, month, product, service, idea, none,
    model, lot, created_at FROM proposals;
CREATE TABLE proposal_audits_anew (
    id       BIGINT NOT NULL PRIMARY KEY,
    proposal BIGINT NOT NULL REFERENCES proposals_anew (id) ON DELETE CASCADE,
    agent    BIGINT NOT NULL REFERENCES agents (id),
    kind     TEXT   NOT NULL CHECK (kind IN ('product', 'service', 'idea', 'none')),
    made_at  BIGINT NOT NULL,
    UNIQUE (proposal, agent)
);
INSERT INTO proposal_audits_anew (id, proposal, agent, kind, made_at)
SELECT id, proposal, agent, kind, made_at FROM proposal_audits;
DROP TABLE proposal_audits;
DROP TABLE proposals;
ALTER TABLE proposals_anew RENAME TO proposals;
ALTER TABLE proposal_audits_anew RENAME TO proposal_audits;
CREATE INDEX proposals_lot ON proposals (lot, id, month);
CREATE INDEX proposals_conversation ON proposals (conversation);

-- Customers who were asked to say themselves what their words are about.
CREATE TABLE mention_invitations (
    id          BIGINT NOT NULL PRIMARY KEY,
    source_kind TEXT   NOT NULL CHECK (source_kind IN ('message', 'answer')),
    source      BIGINT NOT NULL UNIQUE,
    customer    BIGINT NOT NULL REFERENCES customers (id),
    asked_by    BIGINT NOT NULL REFERENCES agents (id),
    asked_at    BIGINT NOT NULL,
    answered_at BIGINT
);
CREATE INDEX mention_invitations_customer ON mention_invitations (customer, asked_at);
