-- For which months the owner's letter was looked into; each is written once, or not at all where nothing changed.
CREATE TABLE monthly_letters (
    month      BIGINT NOT NULL PRIMARY KEY,  -- 12 × year + 0…11
    items      BIGINT NOT NULL,
    recipients BIGINT NOT NULL,
    written_at BIGINT NOT NULL
);
