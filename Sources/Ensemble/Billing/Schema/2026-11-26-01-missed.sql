-- Since when a payment is missed that has not come in: the day the first of it was due.
ALTER TABLE invoices ADD COLUMN missed_on BIGINT;
CREATE INDEX invoices_missed ON invoices (missed_on, id) WHERE missed_on IS NOT NULL;
