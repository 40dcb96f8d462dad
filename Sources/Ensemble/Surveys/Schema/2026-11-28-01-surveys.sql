CREATE TABLE surveys (
    id          BIGINT NOT NULL PRIMARY KEY,
    kind        TEXT   NOT NULL CHECK (kind IN ('csat', 'ces', 'nps', 'association', 'end-result', 'custom')),
    state       TEXT   NOT NULL CHECK (state IN ('drafted', 'asking', 'paused', 'ended')),
    asked_when  TEXT   NOT NULL CHECK (asked_when IN ('hand', 'resolved', 'portal')),
    delay_hours BIGINT NOT NULL CHECK (delay_hours BETWEEN 0 AND 2160),
    share       BIGINT NOT NULL CHECK (share BETWEEN 1 AND 100),      -- percent of those who could be asked
    rest_days   BIGINT NOT NULL CHECK (rest_days BETWEEN 0 AND 3650), -- since the customer was asked anything
    open_days   BIGINT NOT NULL CHECK (open_days BETWEEN 1 AND 365),
    mailbox     BIGINT REFERENCES mailboxes (id),                     -- its conversations alone; NULL: any
    version     BIGINT NOT NULL,                                      -- the number of the present one
    made_by     BIGINT,
    created_at  BIGINT NOT NULL,
    changed_at  BIGINT NOT NULL
);
CREATE INDEX surveys_asking ON surveys (asked_when, id) WHERE state = 'asking';

-- What is asked. An answer keeps the version that it answers.
CREATE TABLE survey_versions (
    survey     BIGINT NOT NULL REFERENCES surveys (id),
    number     BIGINT NOT NULL,
    content    TEXT   NOT NULL,          -- JSON: titles and questions by language
    made_by    BIGINT,
    created_at BIGINT NOT NULL,
    PRIMARY KEY (survey, number)
);

-- Every time that somebody was asked, or could have been and was not, with the reason.
CREATE TABLE survey_asks (
    id           BIGINT NOT NULL PRIMARY KEY,
    survey       BIGINT NOT NULL REFERENCES surveys (id),
    version      BIGINT NOT NULL,
    customer     BIGINT NOT NULL REFERENCES customers (id),
    conversation BIGINT REFERENCES conversations (id),
    offering     BIGINT,                 -- of the conversation, as it was then
    month        BIGINT NOT NULL,        -- 12 × year + 0…11: one answer of a person in each
    via          TEXT   NOT NULL CHECK (via IN ('mail', 'portal')),
    address      TEXT,
    language     TEXT   NOT NULL,
    draw         BIGINT,                 -- of 0…9999; NULL: chosen by a person
    why_not      TEXT,                   -- NULL: was asked
    occasion     TEXT   UNIQUE,          -- what made it ask: each occasion is looked at once
    asked_by     BIGINT,
    asked_at     BIGINT NOT NULL,
    delivered_at BIGINT,
    seen_at      BIGINT,
    answered_at  BIGINT,
    bounced_at   BIGINT,
    bounced_why  TEXT,
    expires_at   BIGINT NOT NULL
);
CREATE UNIQUE INDEX survey_asks_period ON survey_asks (survey, customer, month) WHERE why_not IS NULL;
CREATE INDEX survey_asks_listing ON survey_asks (survey, id);
CREATE INDEX survey_asks_asked ON survey_asks (survey, id) WHERE why_not IS NULL;
CREATE INDEX survey_asks_bounced ON survey_asks (survey, id) WHERE bounced_at IS NOT NULL;
CREATE INDEX survey_asks_not ON survey_asks (survey, why_not, id) WHERE why_not IS NOT NULL;
CREATE INDEX survey_asks_customer ON survey_asks (customer, asked_at);
CREATE INDEX survey_asks_conversation ON survey_asks (conversation, id) WHERE conversation IS NOT NULL;

-- Links to a question. Only the hash of what stands in the mail is kept.
CREATE TABLE survey_links (
    token_hash TEXT   NOT NULL PRIMARY KEY,
    ask        BIGINT NOT NULL REFERENCES survey_asks (id),
    message_id TEXT   NOT NULL UNIQUE,
    made_at    BIGINT NOT NULL
);
CREATE INDEX survey_links_ask ON survey_links (ask);

CREATE TABLE survey_responses (
    id           BIGINT NOT NULL PRIMARY KEY,
    ask          BIGINT NOT NULL UNIQUE REFERENCES survey_asks (id),
    survey       BIGINT NOT NULL,
    version      BIGINT NOT NULL,
    customer     BIGINT NOT NULL REFERENCES customers (id),
    conversation BIGINT,
    offering     BIGINT,
    month        BIGINT NOT NULL,        -- that of the ask
    content      TEXT   NOT NULL,        -- JSON
    via          TEXT   NOT NULL CHECK (via IN ('mail', 'portal')),
    answered_at  BIGINT NOT NULL,        -- first
    changed_at   BIGINT NOT NULL         -- last
);
CREATE INDEX survey_responses_listing ON survey_responses (survey, id);
CREATE INDEX survey_responses_customer ON survey_responses (customer, id);
CREATE INDEX survey_responses_conversation ON survey_responses (conversation, id) WHERE conversation IS NOT NULL;

-- What somebody answered before they changed their mind.
CREATE TABLE survey_response_history (
    id          BIGINT NOT NULL PRIMARY KEY,
    response    BIGINT NOT NULL REFERENCES survey_responses (id),
    content     TEXT   NOT NULL,
    answered_at BIGINT NOT NULL
);
CREATE INDEX survey_response_history_response ON survey_response_history (response, id);

CREATE TABLE survey_values (
    response BIGINT NOT NULL REFERENCES survey_responses (id),
    question TEXT   NOT NULL,
    value    BIGINT NOT NULL,
    survey   BIGINT NOT NULL,
    PRIMARY KEY (response, question)
);
CREATE INDEX survey_values_rows ON survey_values (survey, question, value, response);

-- What came to mind at the name, in the order in which it was written.
CREATE TABLE survey_associations (
    response  BIGINT NOT NULL REFERENCES survey_responses (id),
    position  BIGINT NOT NULL,
    words     TEXT   NOT NULL,
    words_key TEXT   NOT NULL,           -- folded
    favour    BIGINT CHECK (favour BETWEEN -2 AND 2),
    why       TEXT   NOT NULL,
    survey    BIGINT NOT NULL,
    month     BIGINT NOT NULL,
    PRIMARY KEY (response, position)
);
CREATE INDEX survey_associations_words ON survey_associations (survey, words_key, response);
CREATE INDEX survey_associations_month ON survey_associations (month, response, position);

-- Counts of a month and an offering, as a reader of the history keeps them; they can be made again.
CREATE TABLE survey_tallies (
    survey   BIGINT NOT NULL,
    month    BIGINT NOT NULL,
    offering BIGINT NOT NULL,            -- 0: none
    what     TEXT   NOT NULL,
    value    BIGINT NOT NULL,
    n        BIGINT NOT NULL,
    PRIMARY KEY (survey, month, offering, what, value)
);
-- What of each ask stands in the counts.
CREATE TABLE survey_counted (
    ask   BIGINT NOT NULL PRIMARY KEY REFERENCES survey_asks (id),
    cells TEXT   NOT NULL
);

-- What a customer has agreed to or refused: the latest holds.
CREATE TABLE customer_consents (
    id           BIGINT NOT NULL PRIMARY KEY,
    customer     BIGINT NOT NULL REFERENCES customers (id),
    what         TEXT   NOT NULL,
    is_given     BIGINT NOT NULL CHECK (is_given IN (0, 1)),
    through      TEXT   NOT NULL,        -- link, mail program, portal, staff
    said_by_kind TEXT   NOT NULL,
    said_by      BIGINT,
    said_at      BIGINT NOT NULL
);
CREATE INDEX customer_consents_latest ON customer_consents (customer, what, id);
