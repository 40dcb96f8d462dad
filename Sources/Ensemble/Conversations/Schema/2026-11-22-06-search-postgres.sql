-- One row for each message, with the words of its subject (A), people (B) and body (C).
CREATE TABLE message_words (
    message BIGINT NOT NULL PRIMARY KEY,
    words   tsvector NOT NULL
);
CREATE INDEX message_words_words ON message_words USING gin (words);
