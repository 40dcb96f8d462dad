-- The policy that holds for one offering; NULL: the one of the business.
ALTER TABLE offerings ADD COLUMN policy TEXT;
-- Who does a line, where that is not the business itself.
ALTER TABLE estimate_lines ADD COLUMN provider TEXT NOT NULL DEFAULT '';
ALTER TABLE invoice_lines ADD COLUMN provider TEXT NOT NULL DEFAULT '';
