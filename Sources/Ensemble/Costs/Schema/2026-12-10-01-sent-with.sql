-- What stood on a paper beside its lines on the day it was sent, as JSON: name, address and foot of the business,
-- the words on withdrawal, what can change the cost, the rules that held. NULL: not sent, or sent before this.
ALTER TABLE estimates ADD COLUMN sent_with TEXT;
ALTER TABLE invoices ADD COLUMN sent_with TEXT;
