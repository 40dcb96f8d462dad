-- What a credit note took off did not come in: such a plan is over, not kept.
UPDATE payment_plans SET state = 'done'
WHERE state = 'kept'
    AND EXISTS (SELECT 1 FROM payments
        WHERE payments.invoice = payment_plans.invoice AND payments.method = 'credit');
