-- What customers wrote that is about an idea. The message knows its conversation and its customer.
CREATE TABLE idea_evidence (
    idea     BIGINT NOT NULL REFERENCES ideas (id),
    message  BIGINT NOT NULL REFERENCES messages (id),
    customer BIGINT NOT NULL REFERENCES customers (id),
    added_by BIGINT,
    added_at BIGINT NOT NULL,
    PRIMARY KEY (message, idea)
);
CREATE INDEX idea_evidence_idea ON idea_evidence (idea, added_at, message);
