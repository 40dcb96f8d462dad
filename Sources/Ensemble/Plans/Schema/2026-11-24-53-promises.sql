-- What was promised to a customer by when, and what became of it.
CREATE TABLE promises (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    words        TEXT   NOT NULL,
    due_at       BIGINT NOT NULL,
    agent        BIGINT NOT NULL REFERENCES agents (id),
    message      BIGINT,                        -- with which answer it was made
    state        TEXT   NOT NULL CHECK (state IN ('open', 'kept', 'late', 'broken', 'released')),
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,                        -- when it was kept, or released
    why          TEXT,                          -- why it was released
    CHECK ((state IN ('open', 'broken')) = (ended_at IS NULL))
);
CREATE INDEX promises_conversation ON promises (conversation, id);
CREATE INDEX promises_broken ON promises (due_at, id) WHERE state = 'broken';
CREATE INDEX promises_open ON promises (due_at, id) WHERE state = 'open';
