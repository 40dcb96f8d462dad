-- Recipients that the mail server put off while it took the message for others.
CREATE TABLE put_off_recipients (
    message   BIGINT NOT NULL REFERENCES messages (id),
    address   TEXT   NOT NULL,
    since     BIGINT NOT NULL,
    passed_at BIGINT,                           -- when it went to the mail server; the answer has not come
    PRIMARY KEY (message, address)
);
