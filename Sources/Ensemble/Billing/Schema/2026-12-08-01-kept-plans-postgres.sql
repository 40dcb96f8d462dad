-- A plan to pay that came in as it was agreed is kept; one that was changed, or came in late, is done.
ALTER TABLE payment_plans DROP CONSTRAINT payment_plans_state_check;
ALTER TABLE payment_plans ADD CONSTRAINT payment_plans_state_check CHECK (state IN
    ('active', 'adjusted', 'kept', 'done', 'broken'));
UPDATE payment_plans SET state = 'kept'
WHERE state = 'done'
    AND NOT EXISTS (SELECT 1 FROM instalments
        WHERE instalments.plan = payment_plans.id AND instalments.missed_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM events JOIN invoices ON invoices.conversation = events.conversation
        WHERE invoices.id = payment_plans.invoice AND events.kind = 'payment.plan.adjusted');
