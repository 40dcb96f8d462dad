-- Work to do later. A job that is done is deleted; one that failed too often stays, with the reason.
CREATE TABLE jobs (
    id           BIGINT NOT NULL PRIMARY KEY,
    kind         TEXT   NOT NULL,
    key          TEXT   UNIQUE,                 -- the same key is queued once
    payload      TEXT   NOT NULL,               -- JSON
    run_at       BIGINT NOT NULL,
    attempts     BIGINT NOT NULL,
    lease        TEXT,                          -- who works on it
    leased_until BIGINT,
    problem      TEXT,                          -- why it failed last
    dead_at      BIGINT,
    created_at   BIGINT NOT NULL
);
CREATE INDEX jobs_due ON jobs (run_at, id) WHERE dead_at IS NULL;
CREATE INDEX jobs_dead ON jobs (dead_at, id) WHERE dead_at IS NOT NULL;
