-- Debits, and what was paid online by a way that is not known.
ALTER TABLE payments DROP CONSTRAINT payments_method_check;
ALTER TABLE payments ADD CONSTRAINT payments_method_check CHECK (method IN
    ('bank', 'card', 'debit', 'online', 'cash', 'other', 'credit', 'write-off'));
ALTER TABLE deposits DROP CONSTRAINT deposits_method_check;
ALTER TABLE deposits ADD CONSTRAINT deposits_method_check CHECK (method IN
    ('bank', 'card', 'debit', 'online', 'cash', 'other'));
ALTER TABLE deposits ADD COLUMN provider TEXT UNIQUE;
