-- The forms that were sent, so that one sent twice opens one conversation.
CREATE TABLE used_forms (
    number       TEXT   NOT NULL PRIMARY KEY, -- of the form and what was written in it, hashed
    conversation BIGINT REFERENCES conversations (id),
    used_at      BIGINT NOT NULL
);
CREATE INDEX used_forms_used_at ON used_forms (used_at);
