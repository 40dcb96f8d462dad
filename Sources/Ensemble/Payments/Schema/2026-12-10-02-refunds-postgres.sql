-- Money that was given back by hand, or is to be by the provider: beside what the provider tells by itself.
ALTER TABLE refunds ALTER COLUMN checkout DROP NOT NULL;
ALTER TABLE refunds ALTER COLUMN provider DROP NOT NULL;
ALTER TABLE refunds ADD COLUMN method TEXT CHECK (method IN ('bank', 'card', 'debit', 'online', 'cash', 'other'));
ALTER TABLE refunds ADD COLUMN day BIGINT;
ALTER TABLE refunds ADD COLUMN reference TEXT NOT NULL DEFAULT '';
ALTER TABLE refunds ADD COLUMN noted_by BIGINT;
ALTER TABLE refunds ADD CHECK ((checkout IS NULL) = (method IS NOT NULL));
ALTER TABLE refunds ADD CHECK ((checkout IS NULL) = (provider IS NULL));
