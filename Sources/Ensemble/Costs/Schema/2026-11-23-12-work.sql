-- Time and material as they are worked, against what was told.
CREATE TABLE work_entries (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    kind         TEXT   NOT NULL CHECK (kind IN ('time', 'material')),
    text         TEXT   NOT NULL,
    day          BIGINT NOT NULL,
    quantity     BIGINT NOT NULL CHECK (quantity > 0),   -- thousandths of an hour or a piece
    currency     TEXT   NOT NULL,
    price        BIGINT NOT NULL CHECK (price >= 0),     -- of one, as the business tells prices
    tax_rate     BIGINT NOT NULL CHECK (tax_rate BETWEEN 0 AND 10000),
    amount       BIGINT NOT NULL CHECK (amount >= 0),    -- tax and all
    billable     BIGINT NOT NULL CHECK (billable IN (0, 1)),
    shown        BIGINT NOT NULL CHECK (shown IN (0, 1)),   -- to the customer
    agent        BIGINT NOT NULL REFERENCES agents (id),
    override_why TEXT,                                   -- why it was booked past the limit
    invoice      BIGINT,                                 -- by which it was billed
    created_at   BIGINT NOT NULL
);
CREATE INDEX work_entries_conversation ON work_entries (conversation, id);
CREATE INDEX work_entries_agent ON work_entries (agent, id);

-- One runs for each agent at most.
CREATE TABLE work_timers (
    agent        BIGINT NOT NULL PRIMARY KEY REFERENCES agents (id),
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    started_at   BIGINT NOT NULL
);

-- Up to what may be worked before the customer is asked again.
CREATE TABLE spend_limits (
    conversation  BIGINT NOT NULL PRIMARY KEY REFERENCES conversations (id),
    amount        BIGINT NOT NULL CHECK (amount > 0),
    currency      TEXT   NOT NULL,
    at_limit      TEXT   NOT NULL CHECK (at_limit IN ('ask', 'stop')),
    tell_customer BIGINT NOT NULL CHECK (tell_customer IN (0, 1)),
    set_by        BIGINT NOT NULL,
    set_at        BIGINT NOT NULL
);

-- Each level is told once for each limit.
CREATE TABLE limit_alerts (
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    limit_amount BIGINT NOT NULL,
    level        BIGINT NOT NULL CHECK (level IN (50, 80, 100)),
    used         BIGINT NOT NULL,
    at           BIGINT NOT NULL,
    PRIMARY KEY (conversation, limit_amount, level)
);
