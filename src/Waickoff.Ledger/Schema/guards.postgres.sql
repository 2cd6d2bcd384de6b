-- What was written stays. Each statement ends with a line of two dashes.
CREATE FUNCTION ledger_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% % refused: what was written stays', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$
--
CREATE TRIGGER ledger_journal_append_only BEFORE UPDATE OR DELETE ON ledger_journal
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_journal_no_truncate BEFORE TRUNCATE ON ledger_journal
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_anomaly_append_only BEFORE UPDATE OR DELETE ON ledger_anomaly
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_anomaly_no_truncate BEFORE TRUNCATE ON ledger_anomaly
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_hold_ended_stays BEFORE UPDATE ON ledger_hold
FOR EACH ROW WHEN (OLD.state <> 'held') EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_hold_no_delete BEFORE DELETE ON ledger_hold
FOR EACH ROW EXECUTE FUNCTION ledger_refuse()
--
CREATE TRIGGER ledger_hold_no_truncate BEFORE TRUNCATE ON ledger_hold
FOR EACH STATEMENT EXECUTE FUNCTION ledger_refuse()
--
-- They also fire where replication switches triggers off.
ALTER TABLE ledger_journal ENABLE ALWAYS TRIGGER ledger_journal_append_only
--
ALTER TABLE ledger_journal ENABLE ALWAYS TRIGGER ledger_journal_no_truncate
--
ALTER TABLE ledger_anomaly ENABLE ALWAYS TRIGGER ledger_anomaly_append_only
--
ALTER TABLE ledger_anomaly ENABLE ALWAYS TRIGGER ledger_anomaly_no_truncate
--
REVOKE UPDATE, DELETE, TRUNCATE ON ledger_journal, ledger_anomaly FROM PUBLIC, CURRENT_USER
