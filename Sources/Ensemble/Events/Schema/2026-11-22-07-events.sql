-- The history: one row for each change, written in the change's own transaction.
-- tx is the number of that transaction: readers go by (tx, id) up to where all transactions have ended.
CREATE TABLE events (
    tx           BIGINT NOT NULL,
    id           BIGINT NOT NULL PRIMARY KEY,
    at           BIGINT NOT NULL,
    kind         TEXT   NOT NULL,
    actor_kind   TEXT   NOT NULL CHECK (actor_kind IN ('agent', 'customer', 'system')),
    actor        BIGINT,
    conversation BIGINT,
    message      BIGINT,
    customer     BIGINT,
    data         TEXT   NOT NULL                -- JSON object of texts
);
CREATE UNIQUE INDEX events_order ON events (tx, id);
CREATE INDEX events_conversation ON events (conversation, id) WHERE conversation IS NOT NULL;

-- How far each reader of the history has come.
CREATE TABLE event_cursors (
    reader TEXT   NOT NULL PRIMARY KEY,
    tx     BIGINT NOT NULL,
    id     BIGINT NOT NULL
);
