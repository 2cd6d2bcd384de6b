-- What was written stays. Each statement ends with a line of two dashes.
CREATE TRIGGER ledger_journal_no_update BEFORE UPDATE ON ledger_journal
BEGIN SELECT RAISE(ABORT, 'ledger_journal is append-only'); END
--
CREATE TRIGGER ledger_journal_no_delete BEFORE DELETE ON ledger_journal
BEGIN SELECT RAISE(ABORT, 'ledger_journal is append-only'); END
--
-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER ledger_journal_no_replace BEFORE INSERT ON ledger_journal
WHEN EXISTS (SELECT 1 FROM ledger_journal WHERE business_key = NEW.business_key OR id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger_journal is append-only: the key is there already'); END
--
CREATE TRIGGER ledger_anomaly_no_update BEFORE UPDATE ON ledger_anomaly
BEGIN SELECT RAISE(ABORT, 'ledger_anomaly is append-only'); END
--
CREATE TRIGGER ledger_anomaly_no_delete BEFORE DELETE ON ledger_anomaly
BEGIN SELECT RAISE(ABORT, 'ledger_anomaly is append-only'); END
--
CREATE TRIGGER ledger_anomaly_no_replace BEFORE INSERT ON ledger_anomaly
WHEN EXISTS (SELECT 1 FROM ledger_anomaly WHERE id = NEW.id)
BEGIN SELECT RAISE(ABORT, 'ledger_anomaly is append-only'); END
--
CREATE TRIGGER ledger_hold_ended_stays BEFORE UPDATE ON ledger_hold WHEN OLD.state <> 'held'
BEGIN SELECT RAISE(ABORT, 'ledger_hold: an ended hold stays as it is'); END
--
CREATE TRIGGER ledger_hold_no_delete BEFORE DELETE ON ledger_hold
BEGIN SELECT RAISE(ABORT, 'ledger_hold: a hold is never deleted'); END
