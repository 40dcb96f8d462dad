-- A need that somebody brought up, perhaps with a solution.
CREATE TABLE ideas (
    id              BIGINT NOT NULL PRIMARY KEY,
    need            TEXT   NOT NULL,
    solution        TEXT   NOT NULL DEFAULT '',  -- Markdown
    author_kind     TEXT   NOT NULL CHECK (author_kind IN ('customer', 'agent')),
    author          BIGINT NOT NULL,
    author_name     TEXT   NOT NULL DEFAULT '',  -- by which everybody reads it; empty: by no name
    is_proven       BIGINT NOT NULL CHECK (is_proven IN (0, 1)), -- the author was signed in
    organisation    BIGINT NOT NULL DEFAULT 0,   -- who finds it; 0: everybody who may see the board
    status          TEXT   NOT NULL
        CHECK (status IN ('open', 'considering', 'planned', 'in-progress', 'made', 'declined')),
    reason          TEXT,                        -- why it was declined
    merged_into     BIGINT REFERENCES ideas (id),
    held_at         BIGINT,                      -- since when it waits for a look
    dismissed_at    BIGINT,                      -- looked at, and never shown
    votes           BIGINT NOT NULL DEFAULT 0 CHECK (votes >= 0),
    comments        BIGINT NOT NULL DEFAULT 0 CHECK (comments >= 0),
    answer          TEXT,                        -- Markdown: the official one
    answered_by     BIGINT,
    answered_at     BIGINT,
    first_answer_at BIGINT,                      -- an answer, a status or a comment of ours
    profile         TEXT,                        -- degrees of product, service, idea: which way it would turn us
    created_at      BIGINT NOT NULL,
    status_at       BIGINT NOT NULL,
    CHECK ((status = 'declined') = (reason IS NOT NULL)),
    CHECK (dismissed_at IS NULL OR held_at IS NOT NULL)
);
CREATE INDEX ideas_most ON ideas (votes, id) WHERE held_at IS NULL AND merged_into IS NULL;
CREATE INDEX ideas_newest ON ideas (created_at, id) WHERE held_at IS NULL AND merged_into IS NULL;
CREATE INDEX ideas_status_most ON ideas (status, votes, id) WHERE held_at IS NULL AND merged_into IS NULL;
CREATE INDEX ideas_status_newest ON ideas (status, created_at, id) WHERE held_at IS NULL AND merged_into IS NULL;
CREATE INDEX ideas_held ON ideas (held_at, id) WHERE held_at IS NOT NULL AND dismissed_at IS NULL;
CREATE INDEX ideas_unanswered ON ideas (created_at, id)
    WHERE first_answer_at IS NULL AND held_at IS NULL AND merged_into IS NULL;
CREATE INDEX ideas_author ON ideas (author_kind, author, id);
CREATE INDEX ideas_merged ON ideas (merged_into) WHERE merged_into IS NOT NULL;

-- One a person. The count stands on the idea, and is changed with the row.
CREATE TABLE idea_votes (
    idea     BIGINT NOT NULL REFERENCES ideas (id),
    customer BIGINT NOT NULL REFERENCES customers (id),
    source   TEXT   NOT NULL CHECK (source IN ('own', 'link', 'staff', 'message')),
    words    TEXT   NOT NULL DEFAULT '',  -- of staff: how they said it
    ballot   TEXT,                        -- of a link: the folded address without its suffix
    voted_by BIGINT,                      -- the agent, on behalf
    voted_at BIGINT NOT NULL,
    PRIMARY KEY (idea, customer)
);
CREATE INDEX idea_votes_listing ON idea_votes (idea, voted_at, customer);
CREATE INDEX idea_votes_customer ON idea_votes (customer, idea);
CREATE UNIQUE INDEX idea_votes_ballot ON idea_votes (idea, ballot) WHERE ballot IS NOT NULL;

-- Who wants to hear of it.
CREATE TABLE idea_follows (
    idea        BIGINT NOT NULL REFERENCES ideas (id),
    customer    BIGINT NOT NULL REFERENCES customers (id),
    followed_at BIGINT NOT NULL,
    PRIMARY KEY (idea, customer)
);
CREATE INDEX idea_follows_customer ON idea_follows (customer, idea);

CREATE TABLE idea_comments (
    id          BIGINT NOT NULL PRIMARY KEY,
    idea        BIGINT NOT NULL REFERENCES ideas (id),
    author_kind TEXT   NOT NULL CHECK (author_kind IN ('customer', 'agent')),
    author      BIGINT NOT NULL,
    author_name TEXT   NOT NULL DEFAULT '',
    text        TEXT   NOT NULL,          -- Markdown
    held_at     BIGINT,
    removed_at  BIGINT,
    created_at  BIGINT NOT NULL
);
CREATE INDEX idea_comments_listing ON idea_comments (idea, id) WHERE removed_at IS NULL;
CREATE INDEX idea_comments_author ON idea_comments (author_kind, author, created_at);
CREATE INDEX idea_comments_held ON idea_comments (held_at, id) WHERE held_at IS NOT NULL AND removed_at IS NULL;

CREATE TABLE idea_tags (
    tag_key TEXT   NOT NULL,              -- folded
    idea    BIGINT NOT NULL REFERENCES ideas (id),
    tag     TEXT   NOT NULL,
    PRIMARY KEY (tag_key, idea)
);
CREATE INDEX idea_tags_idea ON idea_tags (idea, tag_key);

-- Links by which somebody who is not signed in votes: only the hash of what stands in the mail is kept.
CREATE TABLE idea_links (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    idea       BIGINT NOT NULL REFERENCES ideas (id),
    address    TEXT   NOT NULL,
    ballot     TEXT   NOT NULL,
    language   TEXT   NOT NULL,
    made_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX idea_links_ballot ON idea_links (ballot, made_at);
CREATE INDEX idea_links_expiry ON idea_links (expires_at);

-- What became of an idea, first to last.
CREATE TABLE idea_steps (
    id       BIGINT NOT NULL PRIMARY KEY,
    idea     BIGINT NOT NULL REFERENCES ideas (id),
    status   TEXT   NOT NULL,
    reason   TEXT,
    moved_by BIGINT,
    moved_at BIGINT NOT NULL
);
CREATE INDEX idea_steps_idea ON idea_steps (idea, id);
