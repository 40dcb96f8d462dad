-- What is to be decided, on which figure, what was decided, and what came of it. What was written is never changed.
CREATE TABLE decisions (
    id            BIGINT NOT NULL PRIMARY KEY,
    scope         BIGINT NOT NULL,           -- an offering; 0: the business
    question      TEXT   NOT NULL,
    kind          TEXT   NOT NULL CHECK (kind IN ('adapt', 'shift', 'pivot', 'move-on')),
    figure        TEXT   NOT NULL,           -- the trigger, written before: which figure,
    side          TEXT   NOT NULL CHECK (side IN ('at-least', 'at-most')),
    threshold     BIGINT NOT NULL CHECK (threshold BETWEEN 0 AND 10000),   -- ten-thousandths of the whole
    by_day        BIGINT NOT NULL,           -- and by when
    proposed_by   BIGINT NOT NULL REFERENCES agents (id),
    proposed_at   BIGINT NOT NULL,
    chosen        BIGINT,                    -- which option
    why           TEXT,
    remedy        TEXT,                      -- what is done for customers where profit gains and they lose
    decided_by    BIGINT REFERENCES agents (id),
    decided_at    BIGINT,
    review_on     BIGINT,
    verdict       TEXT CHECK (verdict IN ('came-true', 'did-not', 'cannot-tell')),
    verdict_words TEXT,
    reviewed_by   BIGINT REFERENCES agents (id),
    reviewed_at   BIGINT,
    CHECK ((decided_at IS NULL) = (chosen IS NULL)),
    CHECK ((decided_at IS NULL) = (why IS NULL)),
    CHECK ((decided_at IS NULL) = (review_on IS NULL)),
    CHECK ((reviewed_at IS NULL) = (verdict IS NULL)),
    CHECK ((reviewed_at IS NULL) = (verdict_words IS NULL)),
    CHECK (reviewed_at IS NULL OR decided_at IS NOT NULL)
);
CREATE INDEX decisions_listing ON decisions (proposed_at, id);
CREATE INDEX decisions_open ON decisions (proposed_at, id) WHERE decided_at IS NULL;
CREATE INDEX decisions_running ON decisions (review_on, id) WHERE decided_at IS NOT NULL AND reviewed_at IS NULL;
CREATE INDEX decisions_reviewed ON decisions (proposed_at, id) WHERE reviewed_at IS NOT NULL;

-- What can be done; the first, 0, is always to do nothing.
CREATE TABLE decision_options (
    decision       BIGINT NOT NULL REFERENCES decisions (id),
    position       BIGINT NOT NULL,
    words          TEXT   NOT NULL,
    profit         TEXT   NOT NULL CHECK (profit IN ('better', 'same', 'worse', 'unclear')),
    profit_words   TEXT   NOT NULL,
    customer       TEXT   NOT NULL CHECK (customer IN ('better', 'same', 'worse', 'unclear')),
    customer_words TEXT   NOT NULL,
    PRIMARY KEY (decision, position)
);

-- The figures as they were when it was written down, decided and reviewed.
CREATE TABLE decision_evidence (
    decision BIGINT NOT NULL REFERENCES decisions (id),
    phase    TEXT   NOT NULL CHECK (phase IN ('proposed', 'decided', 'reviewed')),
    position BIGINT NOT NULL,
    figure   TEXT   NOT NULL,
    month    BIGINT NOT NULL,                -- the last of its twelve
    value    DOUBLE PRECISION,               -- a share; NULL: too few to say
    count    BIGINT NOT NULL,
    low      DOUBLE PRECISION,
    high     DOUBLE PRECISION,
    level    DOUBLE PRECISION,
    method   TEXT   NOT NULL,
    PRIMARY KEY (decision, phase, position)
);
