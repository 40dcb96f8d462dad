-- The script of an offering: what the customer meets, does, and what is done for it in their sight and behind it.
CREATE TABLE blueprints (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    offering   BIGINT,                          -- the version of an offering that it is the script of, if any
    created_at BIGINT NOT NULL
);
CREATE INDEX blueprints_offering ON blueprints (offering) WHERE offering IS NOT NULL;

-- What was published never changes; at most one version is being written.
CREATE TABLE blueprint_versions (
    id           BIGINT NOT NULL PRIMARY KEY,
    blueprint    BIGINT NOT NULL REFERENCES blueprints (id),
    number       BIGINT NOT NULL,
    steps        TEXT   NOT NULL,               -- JSON: the steps in their order
    created_at   BIGINT NOT NULL,
    published_at BIGINT,
    published_by TEXT,
    UNIQUE (blueprint, number)
);
CREATE UNIQUE INDEX blueprint_versions_draft ON blueprint_versions (blueprint) WHERE published_at IS NULL;
