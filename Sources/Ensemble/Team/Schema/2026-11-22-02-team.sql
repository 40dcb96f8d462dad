-- Times are milliseconds since 1970-01-01 00:00 UTC.
CREATE TABLE agents (
    id            BIGINT NOT NULL PRIMARY KEY,
    name          TEXT   NOT NULL,
    email         TEXT   NOT NULL,
    email_key     TEXT   NOT NULL UNIQUE,   -- folded, for comparison
    role          TEXT   NOT NULL CHECK (role IN ('administrator', 'agent')),
    password_hash TEXT,                     -- Argon2id; absent until the invitation is taken up
    language      TEXT,                     -- absent: as the browser asks
    time_zone     TEXT,                     -- absent: the business's own
    keys_off      BIGINT NOT NULL DEFAULT 0 CHECK (keys_off IN (0, 1)),
    created_at    BIGINT NOT NULL,
    disabled_at   BIGINT
);

CREATE TABLE teams (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_key   TEXT   NOT NULL UNIQUE,
    created_at BIGINT NOT NULL
);

CREATE TABLE team_members (
    team  BIGINT NOT NULL REFERENCES teams (id),
    agent BIGINT NOT NULL REFERENCES agents (id),
    PRIMARY KEY (team, agent)
);
CREATE INDEX team_members_agent ON team_members (agent);

-- A signed-in browser, of an agent or of a customer. Only the hash of its cookie is kept.
CREATE TABLE sessions (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    agent      BIGINT REFERENCES agents (id),
    customer   BIGINT,
    created_at BIGINT NOT NULL,
    seen_at    BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    address    TEXT   NOT NULL,
    browser    TEXT   NOT NULL,
    CHECK ((agent IS NULL) <> (customer IS NULL))
);
CREATE INDEX sessions_agent ON sessions (agent);
CREATE INDEX sessions_customer ON sessions (customer);
CREATE INDEX sessions_expiry ON sessions (expires_at);

-- Links that work once: invitations, password resets, the customer's sign-in. Only the hash is kept.
CREATE TABLE one_time_links (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    purpose    TEXT   NOT NULL CHECK (purpose IN ('invitation', 'password', 'customer')),
    subject    BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    used_at    BIGINT
);
CREATE INDEX one_time_links_expiry ON one_time_links (expires_at);

-- Tokens for programs: the raw-mail door now, the API later.
CREATE TABLE api_tokens (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    token_hash TEXT   NOT NULL UNIQUE,
    agent      BIGINT NOT NULL REFERENCES agents (id),
    created_at BIGINT NOT NULL,
    used_at    BIGINT,
    revoked_at BIGINT
);
