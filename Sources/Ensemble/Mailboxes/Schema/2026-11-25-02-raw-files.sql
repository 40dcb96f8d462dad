-- Files that were left out of raw messages because they are kept by content:
-- where each stood, and how it was packed in base64 there.
CREATE TABLE raw_message_files (
    raw      BIGINT NOT NULL REFERENCES raw_messages (id),
    position BIGINT NOT NULL,
    place    BIGINT NOT NULL,               -- bytes of the message before it, without the other files
    sha256   TEXT   NOT NULL REFERENCES blobs (sha256),
    width    BIGINT NOT NULL CHECK (width > 0), -- characters in a line
    crlf     BIGINT NOT NULL CHECK (crlf IN (0, 1)),
    PRIMARY KEY (raw, position)
);
