-- Files that were added to an idea by whoever brought it up, or by the team.
CREATE TABLE idea_files (
    id           BIGINT NOT NULL PRIMARY KEY,
    idea         BIGINT NOT NULL REFERENCES ideas (id),
    name         TEXT   NOT NULL,
    content_type TEXT   NOT NULL,
    size         BIGINT NOT NULL,
    sha256       TEXT   NOT NULL REFERENCES blobs (sha256),
    held_at      BIGINT,                  -- since when it waits for a look
    created_at   BIGINT NOT NULL
);
CREATE INDEX idea_files_idea ON idea_files (idea, id);
CREATE INDEX idea_files_held ON idea_files (idea) WHERE held_at IS NOT NULL;
