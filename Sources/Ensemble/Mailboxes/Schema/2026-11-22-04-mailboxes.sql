CREATE TABLE mailboxes (
    id          BIGINT NOT NULL PRIMARY KEY,
    name        TEXT   NOT NULL,
    address     TEXT   NOT NULL,
    address_key TEXT   NOT NULL UNIQUE,
    signature   TEXT   NOT NULL DEFAULT '', -- Markdown, under every answer
    team        BIGINT REFERENCES teams (id),
    plus_addressing BIGINT NOT NULL DEFAULT 0 CHECK (plus_addressing IN (0, 1)),
    imap        TEXT,                       -- JSON of the server, absent: not polled
    smtp        TEXT,                       -- JSON of the server, absent: the installation's own
    created_at  BIGINT NOT NULL,
    closed_at   BIGINT
);

-- Where the polling of a mailbox stands, and its health.
CREATE TABLE mailbox_polls (
    mailbox      BIGINT NOT NULL PRIMARY KEY REFERENCES mailboxes (id),
    uid_validity BIGINT NOT NULL,
    last_uid     BIGINT NOT NULL,
    polled_at    BIGINT,
    failures     BIGINT NOT NULL DEFAULT 0,
    failing_since BIGINT,
    problem      TEXT,
    next_at      BIGINT NOT NULL DEFAULT 0
);

-- Every message as it came, compressed. Receiving it again meets its fingerprint.
CREATE TABLE raw_messages (
    id          BIGINT NOT NULL PRIMARY KEY,
    mailbox     BIGINT NOT NULL REFERENCES mailboxes (id),
    fingerprint TEXT   NOT NULL,
    size        BIGINT NOT NULL,
    bytes       BYTEA  NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (mailbox, fingerprint)
);

-- Files, once each by content.
CREATE TABLE blobs (
    sha256 TEXT   NOT NULL PRIMARY KEY,
    size   BIGINT NOT NULL,
    bytes  BYTEA  NOT NULL
);

-- Automatic mail per sender, to stop loops and floods.
CREATE TABLE automatic_mail (
    address_key TEXT   NOT NULL,
    hour        BIGINT NOT NULL,            -- hours since 1970
    direction   TEXT   NOT NULL CHECK (direction IN ('in', 'out')),
    count       BIGINT NOT NULL,
    PRIMARY KEY (address_key, hour, direction)
);

-- What would have been sent, while no mail server is configured.
CREATE TABLE unsent_mail (
    id         BIGINT NOT NULL PRIMARY KEY,
    recipients TEXT   NOT NULL,
    subject    TEXT   NOT NULL,
    bytes      BYTEA  NOT NULL,                 -- compressed
    created_at BIGINT NOT NULL
);
