-- Who would help to try what comes of an idea, and how they manage until then.
CREATE TABLE idea_offers (
    idea       BIGINT NOT NULL REFERENCES ideas (id),
    customer   BIGINT NOT NULL REFERENCES customers (id),
    workaround TEXT   NOT NULL DEFAULT '',
    offered_at BIGINT NOT NULL,
    PRIMARY KEY (idea, customer)
);
CREATE INDEX idea_offers_customer ON idea_offers (customer, idea);

-- Who was asked to try what was made before it is published, once each, and what they say of it.
CREATE TABLE release_trials (
    release     BIGINT NOT NULL REFERENCES releases (id),
    customer    BIGINT NOT NULL REFERENCES customers (id),
    asked_by    BIGINT NOT NULL REFERENCES agents (id),
    asked_at    BIGINT NOT NULL,
    verdict     TEXT   CHECK (verdict IN ('helps', 'partly', 'not')),
    words       TEXT   NOT NULL DEFAULT '',
    credit      TEXT   NOT NULL DEFAULT '',  -- the name by which they may be thanked in public; empty: by none
    answered_at BIGINT,
    PRIMARY KEY (release, customer),
    CHECK ((verdict IS NULL) = (answered_at IS NULL))
);
CREATE INDEX release_trials_customer ON release_trials (customer, release);
