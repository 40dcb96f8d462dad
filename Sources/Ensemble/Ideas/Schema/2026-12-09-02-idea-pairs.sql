-- Which of two ideas matters more to a customer; NULL: both alike. Each pair once, the smaller number first.
CREATE TABLE idea_pairs (
    customer  BIGINT NOT NULL REFERENCES customers (id),
    low       BIGINT NOT NULL REFERENCES ideas (id),
    high      BIGINT NOT NULL REFERENCES ideas (id),
    chosen    BIGINT,
    chosen_at BIGINT NOT NULL,
    PRIMARY KEY (customer, low, high),
    CHECK (low < high AND (chosen IS NULL OR chosen IN (low, high)))
);
CREATE INDEX idea_pairs_low ON idea_pairs (low);
CREATE INDEX idea_pairs_high ON idea_pairs (high);
