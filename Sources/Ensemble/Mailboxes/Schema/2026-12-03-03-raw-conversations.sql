-- What a raw message belongs to that made no message of its own: our own mail come back, the bounce of a survey.
ALTER TABLE raw_messages ADD COLUMN conversation BIGINT REFERENCES conversations (id);
