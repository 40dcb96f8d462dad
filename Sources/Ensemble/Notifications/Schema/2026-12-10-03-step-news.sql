-- News of steps that can begin, and of what goes wrong.
CREATE TABLE notifications_anew (
    id           BIGINT NOT NULL PRIMARY KEY,
    agent        BIGINT NOT NULL REFERENCES agents (id),
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    kind         TEXT   NOT NULL CHECK (kind IN ('mentioned', 'failed', 'unclear', 'disputed', 'money', 'bounced',
        'broken', 'untold', 'missed', 'limit', 'declined', 'asked', 'accepted', 'step', 'assigned', 'woke', 'wrote',
        'team')),
    message      BIGINT,                        -- where to begin to read; absent: the conversation itself
    actor        BIGINT REFERENCES agents (id), -- the colleague who did it, if it was one
    times        BIGINT NOT NULL CHECK (times > 0),
    at           BIGINT NOT NULL,               -- of the latest
    mailed_at    BIGINT,
    seen_at      BIGINT,
    estimate     BIGINT REFERENCES estimates (id),  -- that was answered or asked about
    level        BIGINT,                        -- how much of a limit is used, in percent
    step         BIGINT                         -- that can begin; it may be taken out since
);
INSERT INTO notifications_anew (id, agent, conversation, kind, message, actor, times, at, mailed_at, seen_at, estimate,
    level)
SELECT id, agent, conversation, kind, message, actor, times, at, mailed_at, seen_at, estimate, level FROM notifications;
DROP TABLE notifications;
ALTER TABLE notifications_anew RENAME TO notifications;
CREATE UNIQUE INDEX notifications_unseen ON notifications (conversation, agent) WHERE seen_at IS NULL;
CREATE INDEX notifications_new ON notifications (agent, at, id) WHERE seen_at IS NULL;
CREATE INDEX notifications_seen ON notifications (agent, at, id) WHERE seen_at IS NOT NULL;
CREATE INDEX notifications_old ON notifications (seen_at, id) WHERE seen_at IS NOT NULL;

CREATE TABLE notification_mutes_anew (
    agent BIGINT NOT NULL REFERENCES agents (id),
    topic TEXT   NOT NULL CHECK (topic IN
        ('mentions', 'troubles', 'steps', 'estimates', 'limits', 'assignments', 'waits', 'customers')),
    PRIMARY KEY (agent, topic)
);
INSERT INTO notification_mutes_anew (agent, topic) SELECT agent, topic FROM notification_mutes;
DROP TABLE notification_mutes;
ALTER TABLE notification_mutes_anew RENAME TO notification_mutes;
