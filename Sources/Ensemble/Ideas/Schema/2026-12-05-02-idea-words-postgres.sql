-- One row for each idea, with the words of its need (A) and solution (C).
CREATE TABLE idea_words (
    idea  BIGINT NOT NULL PRIMARY KEY,
    words tsvector NOT NULL
);
CREATE INDEX idea_words_words ON idea_words USING gin (words);
