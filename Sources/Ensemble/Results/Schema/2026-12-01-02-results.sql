-- What each customer said of the end result in a month, last: kept by a reader of the history, made again from the answers.
CREATE TABLE result_answers (
    month        BIGINT NOT NULL,            -- of asking: 12 × year + 0…11
    customer     BIGINT NOT NULL,
    response     BIGINT NOT NULL,
    conversation BIGINT,
    offering     BIGINT,
    core         BIGINT,                     -- 1 to 5; NULL: not answered
    service      BIGINT,
    money        BIGINT,
    promise      BIGINT,
    overall      BIGINT,
    answered_at  BIGINT NOT NULL,
    PRIMARY KEY (month, customer)
);
CREATE INDEX result_answers_customer ON result_answers (customer, month);

-- How each matter that is done went, stage by stage; bills are read from clarity_bills.
CREATE TABLE result_matters (
    conversation BIGINT NOT NULL PRIMARY KEY,
    customer     BIGINT NOT NULL,
    offering     BIGINT,
    resolved_at  BIGINT NOT NULL,
    answer_ms    BIGINT,                     -- from the first message to the first answer; NULL: none by mail
    done_ms      BIGINT NOT NULL,            -- from the first message to the end
    reopened     BIGINT NOT NULL,            -- how often it came back
    promises     BIGINT NOT NULL,            -- that came due
    kept         BIGINT NOT NULL             -- in time
);
CREATE INDEX result_matters_listing ON result_matters (resolved_at, conversation);
CREATE INDEX result_matters_customer ON result_matters (customer, resolved_at);
