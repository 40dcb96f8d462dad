-- Messages of customers that the model has not read yet.
CREATE TABLE proposals_due (
    message BIGINT NOT NULL PRIMARY KEY REFERENCES messages (id)
);

-- What the model makes of each sentence of a customer's message; it never enters what is heard by itself.
CREATE TABLE proposals (
    id           BIGINT NOT NULL PRIMARY KEY,
    message      BIGINT NOT NULL REFERENCES messages (id),
    conversation BIGINT NOT NULL,
    begins       BIGINT NOT NULL,            -- in Unicode scalars of the message's shown text
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
    UNIQUE (message, begins)
);
CREATE INDEX proposals_lot ON proposals (lot, id, month);
CREATE INDEX proposals_conversation ON proposals (conversation);

-- What people found who checked a proposal. The first counts; a second tells how far people agree.
CREATE TABLE proposal_audits (
    id       BIGINT NOT NULL PRIMARY KEY,
    proposal BIGINT NOT NULL REFERENCES proposals (id) ON DELETE CASCADE,
    agent    BIGINT NOT NULL REFERENCES agents (id),
    kind     TEXT   NOT NULL CHECK (kind IN ('product', 'service', 'idea', 'none')),
    made_at  BIGINT NOT NULL,
    UNIQUE (proposal, agent)
);
