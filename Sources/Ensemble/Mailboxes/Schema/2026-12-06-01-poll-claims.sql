-- Which process reads a mailbox now. Of one that died nobody waits longer than this.
ALTER TABLE mailbox_polls ADD COLUMN claim TEXT;
ALTER TABLE mailbox_polls ADD COLUMN claimed_until BIGINT;

-- Messages that a mail server holds for us and that could not be filed: how often it was tried.
CREATE TABLE mail_refusals (
    mailbox     BIGINT NOT NULL REFERENCES mailboxes (id),
    fingerprint TEXT   NOT NULL,
    tries       BIGINT NOT NULL,
    PRIMARY KEY (mailbox, fingerprint)
);
