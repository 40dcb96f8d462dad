-- The business's own policies, each edit a version. Those that come with the program are files.
CREATE TABLE policy_packs (
    pack       TEXT   NOT NULL,              -- 'house', whose version 1 is a file, or one that was added
    version    BIGINT NOT NULL,
    content    TEXT   NOT NULL,              -- JSON
    made_by    BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (pack, version)
);
-- What a person has confirmed of an estimate, because no program can.
CREATE TABLE estimate_confirmations (
    estimate     BIGINT NOT NULL REFERENCES estimates (id) ON DELETE CASCADE,
    item         TEXT   NOT NULL,
    agent        BIGINT NOT NULL REFERENCES agents (id),
    fingerprint  TEXT   NOT NULL,             -- of the words it was said of
    confirmed_at BIGINT NOT NULL,
    PRIMARY KEY (estimate, item)
);
