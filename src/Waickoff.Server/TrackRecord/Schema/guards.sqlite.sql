-- What was written stays. Each statement ends with a line of two dashes.
CREATE TRIGGER track_record_no_update BEFORE UPDATE ON track_record
BEGIN SELECT RAISE(ABORT, 'track_record is append-only'); END
--
CREATE TRIGGER track_record_no_delete BEFORE DELETE ON track_record
BEGIN SELECT RAISE(ABORT, 'track_record is append-only'); END
--
-- INSERT OR REPLACE deletes without a delete trigger.
CREATE TRIGGER track_record_no_replace BEFORE INSERT ON track_record
WHEN EXISTS (
    SELECT 1 FROM track_record WHERE number = NEW.number OR id = NEW.id OR scenario = NEW.scenario
    OR previous = NEW.previous OR hash = NEW.hash
)
BEGIN SELECT RAISE(ABORT, 'track_record is append-only: the entry is there already'); END
--
CREATE TRIGGER track_record_head_moves_on BEFORE UPDATE ON track_record_head WHEN NEW.number <> OLD.number + 1
BEGIN SELECT RAISE(ABORT, 'track_record_head moves on by one entry'); END
--
CREATE TRIGGER track_record_head_no_delete BEFORE DELETE ON track_record_head
BEGIN SELECT RAISE(ABORT, 'track_record_head stays'); END
--
CREATE TRIGGER track_record_head_no_replace BEFORE INSERT ON track_record_head
WHEN EXISTS (SELECT 1 FROM track_record_head)
BEGIN SELECT RAISE(ABORT, 'track_record_head is there already'); END
