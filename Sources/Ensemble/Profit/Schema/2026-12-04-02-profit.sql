-- What each matter that is done brought, without tax: kept by a reader of the history, made again from the bills.
CREATE TABLE profit_matters (
    conversation BIGINT NOT NULL PRIMARY KEY,
    customer     BIGINT NOT NULL,
    offering     BIGINT,
    done_at      BIGINT NOT NULL,
    currency     TEXT   NOT NULL,            -- of its bills, else of its material; '': there are none
    revenue      BIGINT NOT NULL,            -- issued less credited
    material     BIGINT NOT NULL,            -- booked, at its price
    written_off  BIGINT NOT NULL
);
CREATE INDEX profit_matters_listing ON profit_matters (done_at, conversation);
CREATE INDEX profit_matters_customer ON profit_matters (customer, done_at, conversation);

-- The time that went into each matter, done or not: what is costed by its team, never shown by agent.
CREATE TABLE profit_work (
    conversation BIGINT NOT NULL,
    agent        BIGINT NOT NULL,
    month        BIGINT NOT NULL,            -- 12 × year + 0…11
    hours        BIGINT NOT NULL,            -- thousandths, as booked
    answers      BIGINT NOT NULL,
    PRIMARY KEY (conversation, agent, month)
);
CREATE INDEX profit_work_months ON profit_work (month, agent, hours, answers);

-- What the time of a team costs, from a month on. A later row of a team and month stands for an earlier one.
CREATE TABLE cost_rates (
    id       BIGINT NOT NULL PRIMARY KEY,
    team     BIGINT NOT NULL,                -- 0: everybody who is in no team with a rate
    month    BIGINT NOT NULL,
    currency TEXT   NOT NULL,
    cost     BIGINT NOT NULL CHECK (cost >= 0),          -- a month
    minutes  BIGINT NOT NULL CHECK (minutes > 0),        -- that can be worked in practice, a month
    answer   BIGINT NOT NULL CHECK (answer >= 0),        -- minutes that an answer takes beside the hours booked
    made_by  BIGINT REFERENCES agents (id),
    made_at  BIGINT NOT NULL
);

-- What would end with an offering. A later row stands for an earlier one.
CREATE TABLE offering_costs (
    id       BIGINT NOT NULL PRIMARY KEY,
    offering BIGINT NOT NULL REFERENCES offerings (id),
    currency TEXT   NOT NULL,
    fixed    BIGINT NOT NULL CHECK (fixed >= 0),         -- a month
    material BIGINT NOT NULL CHECK (material BETWEEN 0 AND 1000000),   -- ten-thousandths of its price that it costs us
    made_by  BIGINT REFERENCES agents (id),
    made_at  BIGINT NOT NULL
);

CREATE INDEX result_answers_conversation ON result_answers (conversation) WHERE conversation IS NOT NULL;
