-- Whose move it was, from when until when. The rows of a conversation partition its life: each begins where
-- the one before ends, and at most the last is open.
CREATE TABLE ownership_intervals (
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    place        BIGINT NOT NULL,               -- 1, 2, 3 … in the order of time
    party        TEXT   NOT NULL CHECK (party IN ('us', 'team', 'customer', 'partner', 'nobody')),
    why          TEXT   NOT NULL,
    about        TEXT,                          -- which step, in its owner's words
    from_at      BIGINT NOT NULL,
    to_at        BIGINT,
    PRIMARY KEY (conversation, place),
    CHECK (to_at IS NULL OR to_at >= from_at)
);
CREATE UNIQUE INDEX ownership_now ON ownership_intervals (conversation) WHERE to_at IS NULL;

-- Of conversations from before, only the present move is known; until then it counts as ours.
INSERT INTO ownership_intervals (conversation, place, party, why, from_at, to_at)
SELECT id, 1, 'us', 'wrote', created_at, waiting_since FROM conversations
WHERE waiting_since > created_at;
INSERT INTO ownership_intervals (conversation, place, party, why, from_at, to_at)
SELECT id, 2,
    CASE WHEN suspended_at IS NOT NULL OR state IN ('resolved', 'merged') THEN 'nobody'
        WHEN state = 'waiting' AND waiting_on IN ('customer', 'partner', 'team') THEN waiting_on ELSE 'us' END,
    CASE WHEN suspended_at IS NOT NULL THEN 'held-back' WHEN state = 'resolved' THEN 'resolved'
        WHEN state = 'merged' THEN 'merged' WHEN state <> 'waiting' THEN 'wrote'
        WHEN waiting_on = 'customer' THEN 'asked' WHEN waiting_on = 'moment' THEN 'rests' ELSE 'handed' END,
    CASE WHEN waiting_since > created_at THEN waiting_since ELSE created_at END,
    CASE WHEN state = 'merged' THEN CASE WHEN waiting_since > created_at THEN waiting_since ELSE created_at END END
FROM conversations;
