-- What is to be told by when, under the policy of its day.
CREATE TABLE tells (
    id           BIGINT NOT NULL PRIMARY KEY,
    conversation BIGINT NOT NULL REFERENCES conversations (id),
    pack         TEXT   NOT NULL,
    asked_on     BIGINT,
    booked_on    BIGINT,
    service_on   BIGINT,
    due_on       BIGINT NOT NULL,
    told_at      BIGINT,
    created_at   BIGINT NOT NULL,
    CHECK ((asked_on IS NULL) <> (booked_on IS NULL))
);
CREATE INDEX tells_conversation ON tells (conversation, id);
CREATE INDEX tells_open ON tells (due_on, id) WHERE told_at IS NULL;
