-- Kinds of work, in versions: what hours that carry one are, by degrees.
CREATE TABLE activities (
    id       BIGINT NOT NULL PRIMARY KEY,
    version  BIGINT NOT NULL,                -- the present one
    name     TEXT   NOT NULL,
    name_key TEXT   NOT NULL,                -- folded: of those that are not ended there is one of a name
    made_at  BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE UNIQUE INDEX activities_name ON activities (name_key) WHERE ended_at IS NULL;

CREATE TABLE activity_versions (
    id       BIGINT NOT NULL PRIMARY KEY,
    activity BIGINT NOT NULL REFERENCES activities (id),
    number   BIGINT NOT NULL,
    name     TEXT   NOT NULL,
    product  BIGINT NOT NULL CHECK (product > 0),
    service  BIGINT NOT NULL CHECK (service > 0),
    idea     BIGINT NOT NULL CHECK (idea > 0),
    evidence TEXT   NOT NULL,                -- on what the points rest
    made_by  BIGINT REFERENCES agents (id),
    made_at  BIGINT NOT NULL,
    UNIQUE (activity, number)
);

-- An hour keeps the version in which it was booked.
ALTER TABLE work_entries ADD COLUMN activity BIGINT REFERENCES activity_versions (id);

-- Of what is worked: whether an entry carries a kind of work, and how many do.
ALTER TABLE emphasis_rows ADD COLUMN carried BIGINT NOT NULL DEFAULT 0;
ALTER TABLE emphasis_months ADD COLUMN carried BIGINT NOT NULL DEFAULT 0;
