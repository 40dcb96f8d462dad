-- A target by a date, and where it was set out from.
CREATE TABLE courses (
    id             BIGINT NOT NULL PRIMARY KEY,
    scope          BIGINT NOT NULL,          -- an offering; 0: the business
    lens           TEXT   NOT NULL CHECK (lens IN ('declared', 'paid', 'worked', 'heard')),
    begun_month    BIGINT NOT NULL,
    start_product  BIGINT NOT NULL CHECK (start_product > 0),   -- millionths
    start_service  BIGINT NOT NULL CHECK (start_service > 0),
    start_idea     BIGINT NOT NULL CHECK (start_idea > 0),
    target_product BIGINT NOT NULL CHECK (target_product >= 2), -- points
    target_service BIGINT NOT NULL CHECK (target_service >= 2),
    target_idea    BIGINT NOT NULL CHECK (target_idea >= 2),
    until_month    BIGINT NOT NULL,
    jobs           BIGINT NOT NULL CHECK (jobs > 0),
    levers         TEXT   NOT NULL,          -- what is to be done about it
    made_by        BIGINT NOT NULL REFERENCES agents (id),
    made_at        BIGINT NOT NULL,
    ended_at       BIGINT,
    ended_why      TEXT,
    CHECK (target_product + target_service + target_idea = 100),
    CHECK (until_month > begun_month),
    CHECK ((ended_at IS NULL) = (ended_why IS NULL))
);
