-- What the owner wants the name to stand for. One that is given up ends; it is never rewritten.
CREATE TABLE intended_ideas (
    id       BIGINT NOT NULL PRIMARY KEY,
    words    TEXT   NOT NULL,
    made_by  BIGINT,
    made_at  BIGINT NOT NULL,
    ended_at BIGINT
);
CREATE INDEX intended_ideas_made ON intended_ideas (made_at, id);

-- What customers' words say: the idea that each phrase is counted as. A phrase without one is an idea of its own.
CREATE TABLE name_readings (
    words_key TEXT   NOT NULL PRIMARY KEY,   -- folded, as in survey_associations
    idea_key  TEXT   NOT NULL,               -- folded
    read_by   BIGINT,
    read_at   BIGINT NOT NULL
);
CREATE INDEX name_readings_idea ON name_readings (idea_key);

-- An idea that is heard: how it is shown, and whether it says what is intended, or the opposite.
CREATE TABLE heard_ideas (
    idea_key   TEXT   NOT NULL PRIMARY KEY,  -- folded
    words      TEXT   NOT NULL,
    intended   BIGINT REFERENCES intended_ideas (id),
    is_against BIGINT NOT NULL CHECK (is_against IN (0, 1))
);
CREATE INDEX heard_ideas_intended ON heard_ideas (intended);
