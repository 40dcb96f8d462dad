-- What need not be told any more, and why.
ALTER TABLE tells ADD COLUMN released_at BIGINT;
ALTER TABLE tells ADD COLUMN released_why TEXT;
DROP INDEX tells_open;
CREATE INDEX tells_open ON tells (due_on, id) WHERE told_at IS NULL AND released_at IS NULL;
