-- Who else does what we offer, as the owner knows them: to be set beside us, and to be sent to. What was said stays.
CREATE TABLE alternatives (
    id        BIGINT NOT NULL PRIMARY KEY,
    offering  BIGINT NOT NULL REFERENCES offerings (id),
    name      TEXT   NOT NULL,
    does      TEXT   NOT NULL,               -- what they can do
    currency  TEXT   NOT NULL,
    low       BIGINT NOT NULL CHECK (low >= 0),          -- what it costs there
    high      BIGINT NOT NULL CHECK (high >= low),
    room      TEXT   NOT NULL,               -- whether they have time
    tie       TEXT   NOT NULL,               -- what connects us with them: customers are told
    asked     BIGINT NOT NULL CHECK (asked >= 0),        -- customers who told how it was there
    served    BIGINT NOT NULL CHECK (served BETWEEN 0 AND asked),
    switching BIGINT NOT NULL CHECK (switching BETWEEN 0 AND 10000),   -- what changing costs a customer, in ten-thousandths
    must      TEXT   NOT NULL,               -- why it has to be them; empty: it has not
    made_by   BIGINT REFERENCES agents (id),
    made_at   BIGINT NOT NULL,
    ended_at  BIGINT
);
CREATE INDEX alternatives_standing ON alternatives (offering, id) WHERE ended_at IS NULL;
