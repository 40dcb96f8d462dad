-- What owner and team say the business is, or one of its offerings: 100 points, each time they say it.
CREATE TABLE declarations (
    id             BIGINT NOT NULL PRIMARY KEY,
    scope          BIGINT NOT NULL,          -- an offering; 0: the business
    respondent     TEXT   NOT NULL,          -- agent 12, link 3: the latest word of each counts
    name           TEXT   NOT NULL,
    product        BIGINT NOT NULL CHECK (product >= 0),
    service        BIGINT NOT NULL CHECK (service >= 0),
    idea           BIGINT NOT NULL CHECK (idea >= 0),
    target_product BIGINT,                   -- what it should be
    target_service BIGINT,
    target_idea    BIGINT,
    month          BIGINT NOT NULL,
    made_at        BIGINT NOT NULL,
    CHECK (product + service + idea = 100),
    CHECK ((target_product IS NULL) = (target_service IS NULL)),
    CHECK ((target_product IS NULL) = (target_idea IS NULL))
);
CREATE INDEX declarations_scope ON declarations (scope, month, id);
CREATE INDEX declarations_respondent ON declarations (respondent, id);

-- Links by which somebody declares without signing in.
CREATE TABLE declaration_links (
    id       BIGINT NOT NULL PRIMARY KEY,
    name     TEXT   NOT NULL,
    made_by  BIGINT NOT NULL REFERENCES agents (id),
    made_at  BIGINT NOT NULL,
    ended_at BIGINT
);
