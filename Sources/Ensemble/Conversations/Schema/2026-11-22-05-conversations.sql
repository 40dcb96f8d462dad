CREATE TABLE conversations (
    id            BIGINT NOT NULL PRIMARY KEY,   -- the number people quote
    mailbox       BIGINT NOT NULL REFERENCES mailboxes (id),
    customer      BIGINT NOT NULL REFERENCES customers (id),
    channel       TEXT   NOT NULL CHECK (channel IN ('mail', 'form', 'portal', 'api', 'desk')),
    subject       TEXT   NOT NULL,
    state         TEXT   NOT NULL CHECK (state IN ('new', 'open', 'waiting', 'resolved', 'merged')),
    waiting_on    TEXT   CHECK (waiting_on IN ('customer', 'team', 'partner', 'moment')),
    wait_until    BIGINT,
    waiting_since BIGINT NOT NULL,               -- since when it is this party's move
    assignee      BIGINT REFERENCES agents (id),
    team          BIGINT REFERENCES teams (id),
    priority      BIGINT NOT NULL CHECK (priority BETWEEN 1 AND 4),
    suspended_at  BIGINT,
    suspended_why TEXT,
    resolved_at   BIGINT,
    merged_into   BIGINT REFERENCES conversations (id),
    last_message_at BIGINT NOT NULL,
    last_message_by TEXT NOT NULL,               -- the name shown in lists
    snippet       TEXT   NOT NULL,
    messages      BIGINT NOT NULL,               -- how many, notes not counted
    created_at    BIGINT NOT NULL,
    changed_at    BIGINT NOT NULL,
    CHECK ((state = 'waiting') = (waiting_on IS NOT NULL)),
    CHECK ((state = 'merged') = (merged_into IS NOT NULL)),
    CHECK ((suspended_at IS NULL) = (suspended_why IS NULL))
);
-- One index for each view of the inbox, in the order in which it is shown.
CREATE INDEX conversations_open ON conversations (waiting_since, id)
    WHERE state IN ('new', 'open') AND suspended_at IS NULL;
CREATE INDEX conversations_unassigned ON conversations (waiting_since, id)
    WHERE state IN ('new', 'open') AND suspended_at IS NULL AND assignee IS NULL;
CREATE INDEX conversations_mine ON conversations (assignee, waiting_since, id)
    WHERE state IN ('new', 'open') AND suspended_at IS NULL;
CREATE INDEX conversations_waiting ON conversations (waiting_since, id)
    WHERE state = 'waiting' AND suspended_at IS NULL;
CREATE INDEX conversations_until ON conversations (wait_until, id)
    WHERE state = 'waiting' AND wait_until IS NOT NULL;
CREATE INDEX conversations_resolved ON conversations (resolved_at, id)
    WHERE state = 'resolved' AND suspended_at IS NULL;
CREATE INDEX conversations_suspended ON conversations (suspended_at, id) WHERE suspended_at IS NOT NULL;
CREATE INDEX conversations_customer ON conversations (customer, last_message_at, id);
CREATE INDEX conversations_team ON conversations (team, waiting_since, id)
    WHERE state IN ('new', 'open') AND suspended_at IS NULL;
CREATE INDEX conversations_merged ON conversations (merged_into) WHERE merged_into IS NOT NULL;

-- Everybody who is in the exchange: the customer and those in CC.
CREATE TABLE participants (
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    address_key  TEXT   NOT NULL,
    address      TEXT   NOT NULL,
    name         TEXT   NOT NULL,
    customer     BIGINT REFERENCES customers (id),
    added_at     BIGINT NOT NULL,
    PRIMARY KEY (conversation, address_key)
);
CREATE INDEX participants_address ON participants (address_key, conversation);

CREATE TABLE messages (
    id            BIGINT NOT NULL PRIMARY KEY,
    conversation  BIGINT NOT NULL REFERENCES conversations (id),
    kind          TEXT   NOT NULL CHECK (kind IN ('message', 'note')),
    author_kind   TEXT   NOT NULL CHECK (author_kind IN ('customer', 'agent', 'system')),
    author        BIGINT,
    from_name     TEXT   NOT NULL,
    from_address  TEXT   NOT NULL,
    recipients    TEXT   NOT NULL,              -- JSON: {"to": [{"name", "address"}], "cc": […], "bcc": […]}
    subject       TEXT   NOT NULL,
    text          TEXT   NOT NULL,              -- what is shown: the customer's new words; an agent's Markdown
    whole_text    TEXT,                         -- with quote and signature, where that is more
    html          TEXT,                         -- sanitised
    message_id    TEXT,                         -- of RFC 5322, without angle brackets
    in_reply_to   TEXT,
    classification TEXT  NOT NULL,              -- person, auto-reply, bounce, list, notification, own
    classification_why TEXT,
    details       TEXT,                         -- JSON: what only some messages have (calendar, bounce, defects)
    delivery      TEXT   CHECK (delivery IN ('undoable', 'queued', 'sending', 'sent', 'failed', 'unclear')),
    delivery_why  TEXT,
    delivered_at  BIGINT,
    raw           BIGINT REFERENCES raw_messages (id),
    created_at    BIGINT NOT NULL
);
CREATE INDEX messages_conversation ON messages (conversation, id);
CREATE INDEX messages_message_id ON messages (message_id) WHERE message_id IS NOT NULL;
CREATE INDEX messages_raw ON messages (raw) WHERE raw IS NOT NULL;

-- A file of a message, or of a draft that is being written.
CREATE TABLE attachments (
    id           BIGINT NOT NULL PRIMARY KEY,
    message      BIGINT REFERENCES messages (id),
    draft        BIGINT,
    position     BIGINT NOT NULL,
    name         TEXT   NOT NULL,
    content_type TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    sha256       TEXT   NOT NULL REFERENCES blobs (sha256),
    content_id   TEXT,
    inline       BIGINT NOT NULL CHECK (inline IN (0, 1)),
    created_at   BIGINT NOT NULL
);
CREATE INDEX attachments_message ON attachments (message, position) WHERE message IS NOT NULL;
CREATE INDEX attachments_draft ON attachments (draft) WHERE draft IS NOT NULL;
CREATE INDEX attachments_sha256 ON attachments (sha256);

CREATE TABLE tags (
    id         BIGINT NOT NULL PRIMARY KEY,
    name       TEXT   NOT NULL,
    name_key   TEXT   NOT NULL UNIQUE
);

CREATE TABLE conversation_tags (
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    tag          BIGINT NOT NULL REFERENCES tags (id),
    PRIMARY KEY (conversation, tag)
);
CREATE INDEX conversation_tags_tag ON conversation_tags (tag, conversation);

-- What an agent has not sent yet, kept as it is typed.
CREATE TABLE drafts (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    agent        BIGINT NOT NULL REFERENCES agents (id),
    kind         TEXT   NOT NULL CHECK (kind IN ('message', 'note')),
    text         TEXT   NOT NULL,
    recipients   TEXT,
    changed_at   BIGINT NOT NULL,
    UNIQUE (conversation, agent)
);
CREATE INDEX drafts_agent ON drafts (agent, changed_at);

-- Up to which message an agent has seen a conversation.
CREATE TABLE conversation_reads (
    agent        BIGINT NOT NULL REFERENCES agents (id),
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    seen_at      BIGINT NOT NULL,
    PRIMARY KEY (agent, conversation)
);

-- When a customer has last opened a conversation in their own place.
CREATE TABLE customer_reads (
    customer     BIGINT NOT NULL REFERENCES customers (id),
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    seen_at      BIGINT NOT NULL,
    PRIMARY KEY (customer, conversation)
);
