-- The new version or change order that is to be told before the work; NULL: what was asked or booked.
ALTER TABLE tells ADD COLUMN revises BIGINT;
CREATE INDEX tells_revises ON tells (revises) WHERE revises IS NOT NULL;
-- Promises are listed by state, soonest first, a page at a time.
DROP INDEX promises_broken;
DROP INDEX promises_open;
CREATE INDEX promises_state ON promises (state, due_at, id);
-- What was changed that belongs to no conversation is listed, newest first.
CREATE INDEX events_apart ON events (id) WHERE conversation IS NULL;
