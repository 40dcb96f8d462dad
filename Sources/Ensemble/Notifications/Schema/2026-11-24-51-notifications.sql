-- What an agent wants to know of. What happens in one conversation while unseen is one row with a count.
CREATE TABLE notifications (
    id           BIGINT NOT NULL PRIMARY KEY,
    agent        BIGINT NOT NULL REFERENCES agents (id),
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    kind         TEXT   NOT NULL
        CHECK (kind IN ('mentioned', 'failed', 'unclear', 'assigned', 'woke', 'wrote', 'team')),
    message      BIGINT,                        -- where to begin to read; absent: the conversation itself
    actor        BIGINT REFERENCES agents (id), -- the colleague who did it, if it was one
    times        BIGINT NOT NULL CHECK (times > 0),
    at           BIGINT NOT NULL,               -- of the latest
    mailed_at    BIGINT,
    seen_at      BIGINT
);
CREATE UNIQUE INDEX notifications_unseen ON notifications (conversation, agent) WHERE seen_at IS NULL;
-- The list and the count of the navigation.
CREATE INDEX notifications_new ON notifications (agent, at, id) WHERE seen_at IS NULL;
CREATE INDEX notifications_seen ON notifications (agent, at, id) WHERE seen_at IS NOT NULL;
CREATE INDEX notifications_old ON notifications (seen_at, id) WHERE seen_at IS NOT NULL;

-- Who wants mail of them. Absent: never.
CREATE TABLE notification_mail (
    agent BIGINT NOT NULL PRIMARY KEY REFERENCES agents (id),
    choice TEXT  NOT NULL CHECK (choice IN ('never', 'away'))
);

-- A desk that is in use already hears of what happens from now on, not of its whole past.
INSERT INTO event_cursors (reader, tx, id)
SELECT 'notifications', tx, id FROM events ORDER BY tx DESC, id DESC LIMIT 1;
