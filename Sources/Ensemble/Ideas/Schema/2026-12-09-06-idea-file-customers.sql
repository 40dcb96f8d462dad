-- The customer who added it, and may remove it; NULL: the team.
ALTER TABLE idea_files ADD COLUMN customer BIGINT REFERENCES customers (id);
