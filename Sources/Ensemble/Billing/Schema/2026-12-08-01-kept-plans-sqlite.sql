-- A plan to pay that came in as it was agreed is kept; one that was changed, or came in late, is done. A rule
-- can't be changed here: the table is made anew.
CREATE TABLE payment_plans_anew (
    id         BIGINT NOT NULL PRIMARY KEY,
    invoice    BIGINT NOT NULL UNIQUE REFERENCES invoices (id),
    state      TEXT   NOT NULL CHECK (state IN ('active', 'adjusted', 'kept', 'done', 'broken')),
    terms      TEXT   NOT NULL,
    interest   BIGINT NOT NULL,              -- all of it
    chosen_by  TEXT   NOT NULL,              -- a name
    chosen_at  BIGINT NOT NULL
);
INSERT INTO payment_plans_anew (id, invoice, state, terms, interest, chosen_by, chosen_at)
SELECT id, invoice, state, terms, interest, chosen_by, chosen_at FROM payment_plans;
DROP TABLE payment_plans;
ALTER TABLE payment_plans_anew RENAME TO payment_plans;
UPDATE payment_plans SET state = 'kept'
WHERE state = 'done'
    AND NOT EXISTS (SELECT 1 FROM instalments
        WHERE instalments.plan = payment_plans.id AND instalments.missed_at IS NOT NULL)
    AND NOT EXISTS (SELECT 1 FROM events JOIN invoices ON invoices.conversation = events.conversation
        WHERE invoices.id = payment_plans.invoice AND events.kind = 'payment.plan.adjusted');
