-- What was written stays. Each statement ends with a line of two dashes.
CREATE FUNCTION track_record_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '% % refused: what was written stays', TG_TABLE_NAME, TG_OP USING ERRCODE = 'restrict_violation'; END $$
--
CREATE TRIGGER track_record_append_only BEFORE UPDATE OR DELETE ON track_record
FOR EACH ROW EXECUTE FUNCTION track_record_refuse()
--
CREATE TRIGGER track_record_no_truncate BEFORE TRUNCATE ON track_record
FOR EACH STATEMENT EXECUTE FUNCTION track_record_refuse()
--
CREATE TRIGGER track_record_head_moves_on BEFORE UPDATE ON track_record_head
FOR EACH ROW WHEN (NEW.number <> OLD.number + 1) EXECUTE FUNCTION track_record_refuse()
--
CREATE TRIGGER track_record_head_no_delete BEFORE DELETE ON track_record_head
FOR EACH ROW EXECUTE FUNCTION track_record_refuse()
--
CREATE TRIGGER track_record_head_no_truncate BEFORE TRUNCATE ON track_record_head
FOR EACH STATEMENT EXECUTE FUNCTION track_record_refuse()
--
-- They also fire where replication switches triggers off.
ALTER TABLE track_record ENABLE ALWAYS TRIGGER track_record_append_only
--
ALTER TABLE track_record ENABLE ALWAYS TRIGGER track_record_no_truncate
--
ALTER TABLE track_record_head ENABLE ALWAYS TRIGGER track_record_head_moves_on
--
ALTER TABLE track_record_head ENABLE ALWAYS TRIGGER track_record_head_no_delete
--
REVOKE UPDATE, DELETE, TRUNCATE ON track_record FROM PUBLIC, CURRENT_USER
