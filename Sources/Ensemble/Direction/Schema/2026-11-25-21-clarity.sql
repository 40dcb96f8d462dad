-- What each bill says of telling, as a reader of the history works it out; it can be made again from it.
CREATE TABLE clarity_bills (
    invoice      BIGINT NOT NULL PRIMARY KEY REFERENCES invoices (id),
    conversation BIGINT NOT NULL,
    offering     BIGINT,                     -- of the conversation, else of the largest line
    issued_on    BIGINT NOT NULL,
    month        BIGINT NOT NULL,            -- of issued_on: 12 × year + 0…11
    currency     TEXT   NOT NULL,
    gross        BIGINT NOT NULL,
    told         BIGINT,                     -- likely; NULL: nothing was
    unannounced  BIGINT NOT NULL,            -- lines
    told_before  BIGINT NOT NULL CHECK (told_before IN (0, 1)),
    lead_hours   BIGINT,                     -- from telling to the work; NULL where it was not told before
    plan_before  BIGINT NOT NULL CHECK (plan_before IN (0, 1)),
    surprise     BIGINT NOT NULL CHECK (surprise IN (0, 1)),   -- unannounced, or above the highest that was told
    breach       BIGINT NOT NULL CHECK (breach IN (0, 1)),     -- of the policy of its day
    disputed     BIGINT NOT NULL CHECK (disputed IN (0, 1)),
    inside       BIGINT,                     -- of a job's last bill: within the range told; NULL: no range, not done
    log_ratio    DOUBLE PRECISION            -- there: ln(billed / likely)
);
-- Holds all that the figures are added up from, so that no bill is looked up for them.
CREATE INDEX clarity_bills_figures ON clarity_bills (month, offering, currency, told_before, plan_before, surprise,
    breach, disputed, inside, log_ratio, gross, told);
CREATE INDEX clarity_bills_lead ON clarity_bills (month, offering, lead_hours);
CREATE INDEX clarity_bills_listing ON clarity_bills (issued_on, invoice);
CREATE INDEX clarity_bills_offering ON clarity_bills (offering, issued_on, invoice);
CREATE INDEX clarity_bills_conversation ON clarity_bills (conversation);

-- The lines of a surprise that differ from what was told.
CREATE TABLE clarity_lines (
    invoice  BIGINT NOT NULL REFERENCES clarity_bills (invoice),
    position BIGINT NOT NULL,
    text     TEXT   NOT NULL,
    told     BIGINT,                         -- likely; NULL: nobody had announced it
    told_high BIGINT,
    billed   BIGINT,                         -- NULL: told and not billed
    why      TEXT   NOT NULL,
    PRIMARY KEY (invoice, position)
);

CREATE INDEX tells_due ON tells (due_on, id);
