CREATE INDEX ideas_status_when ON ideas (status, status_at, id) WHERE held_at IS NULL AND merged_into IS NULL;

-- What was made: an entry of the changelog.
CREATE TABLE releases (
    id           BIGINT NOT NULL PRIMARY KEY,
    category     TEXT   NOT NULL CHECK (category IN ('new', 'better', 'mended')),
    language     TEXT   NOT NULL,         -- the one to fall back to
    made_by      BIGINT,
    created_at   BIGINT NOT NULL,
    published_by BIGINT,
    published_at BIGINT                   -- NULL: a draft
);
CREATE INDEX releases_published ON releases (published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX releases_category ON releases (category, published_at, id) WHERE published_at IS NOT NULL;
CREATE INDEX releases_drafts ON releases (created_at, id) WHERE published_at IS NULL;

CREATE TABLE release_words (
    release  BIGINT NOT NULL REFERENCES releases (id),
    language TEXT   NOT NULL,
    title    TEXT   NOT NULL,
    text     TEXT   NOT NULL,             -- Markdown
    PRIMARY KEY (release, language)
);

CREATE TABLE release_ideas (
    release BIGINT NOT NULL REFERENCES releases (id),
    idea    BIGINT NOT NULL REFERENCES ideas (id),
    PRIMARY KEY (release, idea)
);
CREATE INDEX release_ideas_idea ON release_ideas (idea, release);

-- Everybody who is told, once each, with why and what became of it.
CREATE TABLE release_tellings (
    release    BIGINT NOT NULL REFERENCES releases (id),
    customer   BIGINT NOT NULL REFERENCES customers (id),
    why        TEXT   NOT NULL CHECK (why IN ('wrote', 'asked', 'voted', 'follows')),
    idea       BIGINT NOT NULL REFERENCES ideas (id),
    message    BIGINT REFERENCES messages (id),  -- what they wrote, or later what told them in its thread
    state      TEXT   NOT NULL CHECK (state IN ('waiting', 'sending', 'told', 'left', 'failed', 'unclear')),
    why_not    TEXT,
    sending_at BIGINT,
    told_at    BIGINT,
    PRIMARY KEY (release, customer)
);
CREATE INDEX release_tellings_state ON release_tellings (release, state, customer);
CREATE INDEX release_tellings_customer ON release_tellings (customer, release);
