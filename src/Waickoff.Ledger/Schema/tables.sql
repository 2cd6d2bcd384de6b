-- The tables of the ledger, for both databases: words in braces are filled in.
-- Amounts are whole numbers: credits of one session, tokens, micro-dollars. Times are milliseconds since 1970.

CREATE TABLE ledger_user (
    id text NOT NULL PRIMARY KEY,
    credits {bigint} NOT NULL DEFAULT 0 CONSTRAINT ledger_user_credits CHECK (credits >= 0),
    owed {bigint} NOT NULL DEFAULT 0 CONSTRAINT ledger_user_owed CHECK (owed >= 0)
) {changing};

-- Credits that came together, by purchase or gift. Its key is the business key of the grant, which makes it once.
CREATE TABLE ledger_lot (
    id text NOT NULL PRIMARY KEY,
    user_id text NOT NULL REFERENCES ledger_user (id),
    source text NOT NULL CONSTRAINT ledger_lot_source CHECK (source IN ('purchase', 'promo', 'operator')),
    credits {bigint} NOT NULL CONSTRAINT ledger_lot_credits CHECK (credits > 0),
    remaining {bigint} NOT NULL,
    revoked {bigint} NOT NULL DEFAULT 0,
    reason text,
    granted_ms {bigint} NOT NULL,
    CONSTRAINT ledger_lot_remaining CHECK (remaining >= 0 AND remaining <= credits),
    CONSTRAINT ledger_lot_revoked CHECK (revoked >= 0 AND revoked <= credits),
    CONSTRAINT ledger_lot_reason CHECK (source <> 'operator' OR reason IS NOT NULL)
) {changing};
CREATE INDEX ledger_lot_of_user ON ledger_lot (user_id, granted_ms, id);

CREATE TABLE ledger_session (
    id text NOT NULL PRIMARY KEY,
    user_id text NOT NULL REFERENCES ledger_user (id),
    lot_id text NOT NULL REFERENCES ledger_lot (id),
    state text NOT NULL CONSTRAINT ledger_session_state CHECK (state IN ('open', 'closed', 'given_back')),
    limit_tokens {bigint} NOT NULL CONSTRAINT ledger_session_limit CHECK (limit_tokens > 0),
    used_tokens {bigint} NOT NULL DEFAULT 0,
    held_tokens {bigint} NOT NULL DEFAULT 0,
    released_tokens {bigint} NOT NULL DEFAULT 0,
    ceiling_micro_usd {bigint} NOT NULL,
    spent_micro_usd {bigint} NOT NULL DEFAULT 0,
    held_micro_usd {bigint} NOT NULL DEFAULT 0,
    carried_micro_usd {bigint} NOT NULL DEFAULT 0,
    opened_ms {bigint} NOT NULL,
    closed_ms {bigint},
    CONSTRAINT ledger_session_tokens CHECK (used_tokens >= 0 AND held_tokens >= 0 AND released_tokens >= 0),
    CONSTRAINT ledger_session_within_limit CHECK (used_tokens + held_tokens + released_tokens <= limit_tokens),
    CONSTRAINT ledger_session_money CHECK (spent_micro_usd >= 0 AND held_micro_usd >= 0 AND carried_micro_usd >= 0),
    CONSTRAINT ledger_session_within_ceiling CHECK (spent_micro_usd + held_micro_usd <= ceiling_micro_usd),
    CONSTRAINT ledger_session_closed CHECK ((state = 'open') = (closed_ms IS NULL))
) {changing};
CREATE INDEX ledger_session_of_user ON ledger_session (user_id);

-- One row for each attempt to call the model. What it holds may shrink until it ends; an ended hold stays as it is.
CREATE TABLE ledger_hold (
    id text NOT NULL PRIMARY KEY,
    session_id text NOT NULL REFERENCES ledger_session (id),
    turn_id text NOT NULL,
    attempt {bigint} NOT NULL,
    state text NOT NULL CONSTRAINT ledger_hold_state CHECK (state IN ('held', 'settled', 'released', 'expired')),
    asked_tokens {bigint} NOT NULL,
    asked_micro_usd {bigint} NOT NULL,
    tokens {bigint} NOT NULL,
    micro_usd {bigint} NOT NULL,
    posted_tokens {bigint} NOT NULL DEFAULT 0,
    posted_micro_usd {bigint} NOT NULL DEFAULT 0,
    lease_until_ms {bigint} NOT NULL,
    held_ms {bigint} NOT NULL,
    ended_ms {bigint},
    CONSTRAINT ledger_hold_attempt UNIQUE (turn_id, attempt),
    CONSTRAINT ledger_hold_tokens CHECK (tokens >= 0 AND tokens <= asked_tokens),
    CONSTRAINT ledger_hold_money CHECK (micro_usd >= 0 AND micro_usd <= asked_micro_usd),
    CONSTRAINT ledger_hold_posted CHECK (posted_tokens >= 0 AND posted_tokens <= tokens),
    CONSTRAINT ledger_hold_posted_money CHECK (posted_micro_usd >= 0 AND posted_micro_usd <= micro_usd),
    CONSTRAINT ledger_hold_charged CHECK (state = 'settled' OR (posted_tokens = 0 AND posted_micro_usd = 0)),
    CONSTRAINT ledger_hold_ended CHECK ((state = 'held') = (ended_ms IS NULL))
) {changing};
CREATE INDEX ledger_hold_open ON ledger_hold (session_id, lease_until_ms) WHERE state = 'held';

-- One row is one transfer. A balance is what an account was credited less what it was debited.
CREATE TABLE ledger_journal (
    id {identity},
    at_ms {bigint} NOT NULL,
    kind text NOT NULL,
    debit_account text NOT NULL,
    credit_account text NOT NULL,
    unit text NOT NULL CONSTRAINT ledger_journal_unit CHECK (length(unit) BETWEEN 3 AND 12),
    amount {bigint} NOT NULL CONSTRAINT ledger_journal_amount CHECK (amount > 0),
    business_key text NOT NULL CONSTRAINT ledger_journal_key UNIQUE,
    session_id text,
    reference text NOT NULL,
    statement_of text,
    CONSTRAINT ledger_journal_accounts CHECK (debit_account <> credit_account)
) {rows};
CREATE INDEX ledger_journal_statement ON ledger_journal (statement_of, id) WHERE statement_of IS NOT NULL;

-- What should not have been, and what it did cost us: a provider that reported more than was held.
CREATE TABLE ledger_anomaly (
    id {identity},
    at_ms {bigint} NOT NULL,
    kind text NOT NULL,
    hold_id text NOT NULL,
    over_tokens {bigint} NOT NULL,
    over_micro_usd {bigint} NOT NULL
) {rows};

CREATE TABLE ledger_schema (version {bigint} NOT NULL PRIMARY KEY) {keyed};
