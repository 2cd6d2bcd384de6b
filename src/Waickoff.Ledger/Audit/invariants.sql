-- What is always true of the ledger, as one statement for both databases: it sees one state, locks nothing and names each row that breaks a
-- rule. No rows: all is well. Parameter: @now, milliseconds since 1970.
WITH
-- Every amount twice: away from the debited account, into the credited one. So the sum over all accounts is zero whatever a row says,
-- and what can be wrong is where it went.
movement AS (
    SELECT debit_account AS account, unit, -amount AS amount FROM ledger_journal
    UNION ALL SELECT credit_account, unit, amount FROM ledger_journal
),
-- The stored balances, with the opposite sign: movement and these must come to zero for each account.
stored AS (
    SELECT 'user:' || id || ':credits' AS account, 'credit' AS unit, -credits AS amount FROM ledger_user
    UNION ALL SELECT 'user:' || id || ':owed', 'credit', owed FROM ledger_user
    UNION ALL SELECT 'session:' || id || ':tokens:granted', 'token',
        -(limit_tokens - used_tokens - held_tokens - released_tokens) FROM ledger_session
    UNION ALL SELECT 'session:' || id || ':tokens:held', 'token', -held_tokens FROM ledger_session
    UNION ALL SELECT 'session:' || id || ':tokens:used', 'token', -used_tokens FROM ledger_session
    UNION ALL SELECT 'session:' || id || ':tokens:released', 'token', -released_tokens FROM ledger_session
    UNION ALL SELECT 'session:' || id || ':cost', 'micro_usd', -spent_micro_usd FROM ledger_session
    UNION ALL SELECT 'session:' || id || ':carried', 'micro_usd', -carried_micro_usd FROM ledger_session
),
-- A sum is exact however wrong a row is, and the accounts that keep no balance are left out.
account_off AS (
    SELECT account, unit FROM (SELECT * FROM movement UNION ALL SELECT * FROM stored) both_sides
    WHERE account LIKE 'user:%' OR account LIKE 'session:%'
    GROUP BY account, unit HAVING sum(amount) <> 0
),
-- What each hold moved by the journal, less what its row says.
hold_off AS (
    SELECT id FROM (
        SELECT reference AS id,
            CASE WHEN kind = 'hold' THEN amount ELSE 0 END AS asked,
            CASE kind WHEN 'hold' THEN amount WHEN 'cost' THEN 0 ELSE -amount END AS held,
            CASE WHEN kind = 'post' THEN amount ELSE 0 END AS posted,
            CASE WHEN kind = 'cost' THEN amount ELSE 0 END AS spent
        FROM ledger_journal WHERE kind IN ('hold', 'reduce', 'post', 'rest', 'release', 'expire', 'cost')
        UNION ALL
        SELECT id, -asked_tokens, CASE WHEN state = 'held' THEN -tokens ELSE 0 END, -posted_tokens, -posted_micro_usd
        FROM ledger_hold
    ) both_sides
    GROUP BY id HAVING sum(asked) <> 0 OR sum(held) <> 0 OR sum(posted) <> 0 OR sum(spent) <> 0
),
-- What the holds of each session come to, less what its row says.
session_off AS (
    SELECT id,
        CASE WHEN sum(held) <> 0 OR sum(held_money) <> 0 THEN 'session_held_is_not_its_holds'
            ELSE 'session_used_is_not_its_holds' END AS name
    FROM (
        SELECT session_id AS id,
            CASE WHEN state = 'held' THEN tokens ELSE 0 END AS held,
            CASE WHEN state = 'held' THEN micro_usd ELSE 0 END AS held_money,
            posted_tokens AS used, posted_micro_usd AS spent
        FROM ledger_hold
        UNION ALL SELECT id, -held_tokens, -held_micro_usd, -used_tokens, -spent_micro_usd FROM ledger_session
    ) both_sides
    GROUP BY id HAVING sum(held) <> 0 OR sum(held_money) <> 0 OR sum(used) <> 0 OR sum(spent) <> 0
),
-- A session consumed one credit, and gave it back if it was given back.
session_credit_off AS (
    SELECT id FROM (
        SELECT session_id AS id, CASE WHEN kind = 'open' THEN amount ELSE 0 END AS opened,
            CASE WHEN kind = 'give_back' THEN amount ELSE 0 END AS back
        FROM ledger_journal WHERE kind IN ('open', 'give_back')
        UNION ALL SELECT id, -1, CASE WHEN state = 'given_back' THEN -1 ELSE 0 END FROM ledger_session
    ) both_sides
    GROUP BY id HAVING sum(opened) <> 0 OR sum(back) <> 0
),
-- A lot came with what was granted, and was taken back as often as it says.
lot_off AS (
    SELECT id FROM (
        SELECT reference AS id, CASE WHEN kind = 'grant' THEN amount ELSE 0 END AS granted,
            CASE WHEN kind = 'grant' THEN 0 ELSE amount END AS revoked
        FROM ledger_journal WHERE kind IN ('grant', 'revoke', 'owe')
        UNION ALL SELECT id, -credits, -revoked FROM ledger_lot
    ) both_sides
    GROUP BY id HAVING sum(granted) <> 0 OR sum(revoked) <> 0
),
user_lots_off AS (
    SELECT id FROM (
        SELECT user_id AS id, remaining FROM ledger_lot UNION ALL SELECT id, -credits FROM ledger_user
    ) both_sides
    GROUP BY id HAVING sum(remaining) <> 0
)

-- Single rows of the journal.
SELECT CASE
        WHEN amount <= 0 THEN 'entry_amount_not_positive'
        WHEN debit_account = credit_account THEN 'entry_to_itself'
        WHEN kind IN ('grant', 'repay', 'revoke', 'owe', 'open', 'give_back') AND unit <> 'credit' THEN 'entry_of_wrong_unit'
        WHEN kind IN ('cost', 'carried') AND unit <> 'micro_usd' THEN 'entry_of_wrong_unit'
        WHEN kind IN ('issue', 'hold', 'reduce', 'post', 'rest', 'release', 'expire', 'close') AND unit <> 'token'
            THEN 'entry_of_wrong_unit'
        WHEN at_ms > @now + 300000 THEN 'entry_from_the_future'
        ELSE 'entry_between_wrong_accounts'
    END AS name, business_key AS sample
FROM ledger_journal
WHERE amount <= 0 OR debit_account = credit_account OR at_ms > @now + 300000
    OR (CASE kind
        WHEN 'grant' THEN unit = 'credit' AND debit_account IN ('sold', 'promo', 'operator')
            AND credit_account = 'user:' || statement_of || ':credits'
        WHEN 'repay' THEN unit = 'credit' AND debit_account = 'user:' || statement_of || ':credits'
            AND credit_account = 'user:' || statement_of || ':owed'
        WHEN 'revoke' THEN unit = 'credit' AND debit_account = 'user:' || statement_of || ':credits' AND credit_account = 'refunded'
        WHEN 'owe' THEN unit = 'credit' AND debit_account = 'user:' || statement_of || ':owed' AND credit_account = 'refunded'
        WHEN 'open' THEN unit = 'credit' AND debit_account = 'user:' || statement_of || ':credits' AND credit_account = 'consumed'
        WHEN 'give_back' THEN unit = 'credit' AND debit_account = 'consumed'
            AND credit_account = 'user:' || statement_of || ':credits'
        WHEN 'issue' THEN unit = 'token' AND debit_account = 'tokens:issued'
            AND credit_account = 'session:' || session_id || ':tokens:granted'
        WHEN 'hold' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:granted'
            AND credit_account = 'session:' || session_id || ':tokens:held'
        WHEN 'post' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:held'
            AND credit_account = 'session:' || session_id || ':tokens:used'
        WHEN 'close' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:granted'
            AND credit_account = 'session:' || session_id || ':tokens:released'
        WHEN 'cost' THEN unit = 'micro_usd' AND debit_account = 'model_cost'
            AND credit_account = 'session:' || session_id || ':cost'
        WHEN 'carried' THEN unit = 'micro_usd' AND debit_account = 'model_cost'
            AND credit_account = 'session:' || session_id || ':carried'
        WHEN 'reduce' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:held' AND credit_account IN
            ('session:' || session_id || ':tokens:granted', 'session:' || session_id || ':tokens:released')
        WHEN 'rest' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:held' AND credit_account IN
            ('session:' || session_id || ':tokens:granted', 'session:' || session_id || ':tokens:released')
        WHEN 'release' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:held' AND credit_account IN
            ('session:' || session_id || ':tokens:granted', 'session:' || session_id || ':tokens:released')
        WHEN 'expire' THEN unit = 'token' AND debit_account = 'session:' || session_id || ':tokens:held' AND credit_account IN
            ('session:' || session_id || ':tokens:granted', 'session:' || session_id || ':tokens:released')
        WHEN 'money' THEN unit NOT IN ('credit', 'token', 'micro_usd')
        ELSE FALSE
    END) IS NOT TRUE

UNION ALL SELECT 'key_twice', business_key FROM ledger_journal GROUP BY business_key HAVING count(*) > 1

-- Money that is on its way must arrive: 15 minutes after its last step it has.
UNION ALL
SELECT 'money_unclear_for_15_minutes', reference FROM (
    SELECT reference, unit, at_ms, CASE WHEN debit_account = 'sales_clearing' THEN -amount ELSE amount END AS amount
    FROM ledger_journal WHERE debit_account = 'sales_clearing' OR credit_account = 'sales_clearing'
) clearing
GROUP BY reference, unit HAVING sum(amount) <> 0 AND max(at_ms) < @now - 900000

UNION ALL
SELECT CASE
        WHEN account LIKE 'user:%:credits' THEN 'credits_are_not_the_journal'
        WHEN account LIKE 'user:%:owed' THEN 'owed_is_not_the_journal'
        WHEN account LIKE 'session:%:tokens:granted' THEN 'session_left_is_not_the_journal'
        WHEN account LIKE 'session:%:tokens:held' THEN 'session_held_is_not_the_journal'
        WHEN account LIKE 'session:%:tokens:used' THEN 'session_used_is_not_the_journal'
        WHEN account LIKE 'session:%:tokens:released' THEN 'session_released_is_not_the_journal'
        WHEN account LIKE 'session:%:cost' THEN 'session_spent_is_not_the_journal'
        WHEN account LIKE 'session:%:carried' THEN 'session_carried_is_not_the_journal'
        ELSE 'account_of_nobody'
    END, account
FROM account_off

UNION ALL SELECT 'hold_is_not_the_journal', id FROM hold_off
UNION ALL SELECT name, id FROM session_off
UNION ALL SELECT 'session_without_its_credit', id FROM session_credit_off
UNION ALL SELECT 'lot_is_not_the_journal', id FROM lot_off
UNION ALL SELECT 'lots_are_not_the_credits', id FROM user_lots_off

UNION ALL SELECT 'user_below_zero', id FROM ledger_user WHERE credits < 0 OR owed < 0

UNION ALL
SELECT 'lot_out_of_range', id FROM ledger_lot
WHERE remaining < 0 OR remaining > credits OR revoked < 0 OR revoked > credits OR credits <= 0
UNION ALL
SELECT 'lot_of_unknown_source', id FROM ledger_lot
WHERE source NOT IN ('purchase', 'promo', 'operator') OR (source = 'operator' AND reason IS NULL)
UNION ALL SELECT 'lot_of_nobody', id FROM ledger_lot l WHERE NOT EXISTS (SELECT 1 FROM ledger_user u WHERE u.id = l.user_id)

UNION ALL
SELECT CASE
        WHEN state NOT IN ('open', 'closed', 'given_back') THEN 'session_of_unknown_state'
        WHEN used_tokens < 0 OR held_tokens < 0 OR released_tokens < 0 OR spent_micro_usd < 0 OR held_micro_usd < 0
            OR carried_micro_usd < 0 THEN 'session_below_zero'
        WHEN used_tokens + held_tokens + released_tokens > limit_tokens THEN 'session_over_limit'
        WHEN spent_micro_usd + held_micro_usd > ceiling_micro_usd THEN 'session_over_ceiling'
        WHEN state = 'given_back' AND used_tokens + held_tokens + spent_micro_usd <> 0 THEN 'session_given_back_and_used'
        ELSE 'session_ended_with_tokens_left'
    END, id
FROM ledger_session
WHERE state NOT IN ('open', 'closed', 'given_back')
    OR used_tokens < 0 OR held_tokens < 0 OR released_tokens < 0 OR spent_micro_usd < 0 OR held_micro_usd < 0
    OR carried_micro_usd < 0
    OR used_tokens + held_tokens + released_tokens > limit_tokens
    OR spent_micro_usd + held_micro_usd > ceiling_micro_usd
    OR (state = 'given_back' AND used_tokens + held_tokens + spent_micro_usd <> 0)
    OR (state <> 'open' AND limit_tokens - used_tokens - held_tokens - released_tokens <> 0)
    OR (state = 'open') <> (closed_ms IS NULL)
UNION ALL
SELECT 'session_of_nobody', id FROM ledger_session s
WHERE NOT EXISTS (SELECT 1 FROM ledger_lot l WHERE l.id = s.lot_id AND l.user_id = s.user_id)

UNION ALL
SELECT CASE
        WHEN state NOT IN ('held', 'settled', 'released', 'expired') THEN 'hold_of_unknown_state'
        WHEN posted_tokens > tokens OR posted_micro_usd > micro_usd THEN 'hold_charged_more_than_held'
        WHEN state <> 'settled' AND (posted_tokens <> 0 OR posted_micro_usd <> 0) THEN 'hold_charged_and_not_settled'
        WHEN state = 'held' AND lease_until_ms < @now - 300000 THEN 'hold_not_expired'
        WHEN (state = 'held') <> (ended_ms IS NULL) THEN 'hold_end_without_time'
        ELSE 'hold_out_of_range'
    END, id
FROM ledger_hold
WHERE state NOT IN ('held', 'settled', 'released', 'expired')
    OR posted_tokens > tokens OR posted_micro_usd > micro_usd OR posted_tokens < 0 OR posted_micro_usd < 0
    OR tokens > asked_tokens OR micro_usd > asked_micro_usd OR tokens < 0 OR micro_usd < 0
    OR (state <> 'settled' AND (posted_tokens <> 0 OR posted_micro_usd <> 0))
    OR (state = 'held' AND lease_until_ms < @now - 300000)
    OR (state = 'held') <> (ended_ms IS NULL)
UNION ALL
SELECT 'attempt_held_twice', min(id) FROM ledger_hold GROUP BY turn_id, attempt HAVING count(*) > 1
UNION ALL
SELECT 'hold_of_nobody', id FROM ledger_hold h WHERE NOT EXISTS (SELECT 1 FROM ledger_session s WHERE s.id = h.session_id)
UNION ALL
SELECT 'anomaly_of_nobody', hold_id FROM ledger_anomaly a
WHERE NOT EXISTS (SELECT 1 FROM ledger_hold h WHERE h.id = a.hold_id AND h.state = 'settled')
