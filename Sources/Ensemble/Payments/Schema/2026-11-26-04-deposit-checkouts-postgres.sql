-- By a provider's page a bill is paid, or the deposit of an estimate: either, never both.
ALTER TABLE checkouts ALTER COLUMN invoice DROP NOT NULL;
ALTER TABLE checkouts ADD COLUMN estimate BIGINT REFERENCES estimates (id);
ALTER TABLE checkouts ADD CHECK ((invoice IS NULL) <> (estimate IS NULL));
CREATE INDEX checkouts_estimate ON checkouts (estimate, id) WHERE estimate IS NOT NULL;
ALTER TABLE refunds ALTER COLUMN invoice DROP NOT NULL;
ALTER TABLE refunds ADD COLUMN estimate BIGINT REFERENCES estimates (id);
CREATE INDEX refunds_estimate ON refunds (estimate, id) WHERE estimate IS NOT NULL;
ALTER TABLE unclear_money ALTER COLUMN invoice DROP NOT NULL;
ALTER TABLE unclear_money ADD COLUMN estimate BIGINT REFERENCES estimates (id);
CREATE INDEX unclear_money_estimate ON unclear_money (estimate, id) WHERE estimate IS NOT NULL;
