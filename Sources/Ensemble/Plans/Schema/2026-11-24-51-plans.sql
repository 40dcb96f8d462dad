-- What is to be done in a conversation, by whom: a shared plan.
CREATE TABLE plans (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    name         TEXT   NOT NULL,
    blueprint    BIGINT,                        -- the version of a blueprint that it performs, if any
    estimate     BIGINT,                        -- whose acceptance began it, if any
    round        BIGINT NOT NULL,               -- counts up when the customer's link is made anew
    told_at      BIGINT,                        -- since when the customer has it
    told_with    BIGINT,                        -- the answer that brought it
    created_at   BIGINT NOT NULL,
    ended_at     BIGINT,
    ended_why    TEXT   CHECK (ended_why IN ('done', 'stopped')),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
CREATE INDEX plans_conversation ON plans (conversation, id);
CREATE INDEX plans_told_with ON plans (told_with) WHERE told_with IS NOT NULL;
CREATE UNIQUE INDEX plans_estimate ON plans (estimate) WHERE estimate IS NOT NULL;

-- An outside business that does steps of one plan. The link ends with the referral.
CREATE TABLE plan_partners (
    id        BIGINT NOT NULL PRIMARY KEY,
    plan      BIGINT NOT NULL REFERENCES plans (id),
    name      TEXT   NOT NULL,
    address   TEXT   NOT NULL,
    round     BIGINT NOT NULL,
    told_at   BIGINT,
    ended_at  BIGINT
);
CREATE INDEX plan_partners_plan ON plan_partners (plan, id);

CREATE TABLE plan_steps (
    id           BIGINT NOT NULL PRIMARY KEY,
    plan         BIGINT NOT NULL REFERENCES plans (id),
    place        BIGINT NOT NULL,
    title        TEXT   NOT NULL,
    instructions TEXT   NOT NULL,
    owner        TEXT   NOT NULL CHECK (owner IN ('us', 'customer', 'partner')),
    agent        BIGINT REFERENCES agents (id),
    team         BIGINT REFERENCES teams (id),
    partner      BIGINT REFERENCES plan_partners (id),
    kind         TEXT   NOT NULL CHECK (kind IN ('task', 'upload', 'form', 'approval')),
    questions    TEXT   NOT NULL,               -- JSON: what a form asks
    answers      TEXT   NOT NULL,               -- JSON: what was answered, in the same order
    shown        BIGINT NOT NULL CHECK (shown IN (0, 1)),  -- 0: behind the scenes, not for the customer
    gives_files  BIGINT NOT NULL CHECK (gives_files IN (0, 1)), -- 1: the partner gets the files of the steps before
    note         TEXT   NOT NULL,               -- for the team alone
    minutes      BIGINT,                        -- how long it may take once it can begin
    due_at       BIGINT,
    state        TEXT   NOT NULL CHECK (state IN ('todo', 'done', 'skipped')),
    returned     TEXT,                          -- why it came back, until it is done again
    ready_at     BIGINT,                        -- since when nothing stands in its way
    told_at      BIGINT,                        -- when its owner outside was told that it is their move
    done_at      BIGINT,
    done_by      TEXT,                          -- the name of who did it, as it was then
    blueprint_step BIGINT,                      -- which step of the blueprint it performs
    CHECK ((owner = 'partner') = (partner IS NOT NULL)),
    CHECK ((state = 'todo') = (done_at IS NULL))
);
CREATE INDEX plan_steps_plan ON plan_steps (plan, place);

-- A step that can only begin when another is done.
CREATE TABLE plan_step_needs (
    step  BIGINT NOT NULL REFERENCES plan_steps (id),
    needs BIGINT NOT NULL REFERENCES plan_steps (id),
    PRIMARY KEY (step, needs),
    CHECK (step <> needs)
);
CREATE INDEX plan_step_needs_needs ON plan_step_needs (needs);

CREATE TABLE plan_step_files (
    id           BIGINT NOT NULL PRIMARY KEY,
    step         BIGINT NOT NULL REFERENCES plan_steps (id),
    name         TEXT   NOT NULL,
    content_type TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    sha256       TEXT   NOT NULL REFERENCES blobs (sha256),
    by_party     TEXT   NOT NULL CHECK (by_party IN ('us', 'customer', 'partner')),
    created_at   BIGINT NOT NULL
);
CREATE INDEX plan_step_files_step ON plan_step_files (step, id);

-- A list of steps to begin with.
CREATE TABLE plan_templates (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_key   TEXT   NOT NULL UNIQUE,
    steps      TEXT   NOT NULL,                 -- JSON: a draft of a plan
    created_at BIGINT NOT NULL
);

-- A plan that begins anew again and again.
CREATE TABLE plan_recurrences (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    name         TEXT   NOT NULL,
    steps        TEXT   NOT NULL,               -- JSON: a draft of a plan
    every        TEXT   NOT NULL CHECK (every IN ('week', 'fortnight', 'month', 'quarter', 'year')),
    first_at     BIGINT NOT NULL,
    times        BIGINT NOT NULL,               -- how often it has begun
    ended_at     BIGINT
);
CREATE INDEX plan_recurrences_conversation ON plan_recurrences (conversation, id);
