-- The tables of the track record, for both databases: words in braces are filled in.
-- Times are milliseconds since 1970, hashes 64 hexadecimal digits, truths 0 and 1.

-- One row is one entry of the chain. What is hashed is the text; the other columns follow from it and are for looking.
CREATE TABLE track_record (
    number {bigint} NOT NULL PRIMARY KEY,
    id text NOT NULL CONSTRAINT track_record_id UNIQUE,
    venue text NOT NULL,
    is_simulated {bigint} NOT NULL,
    symbol text NOT NULL,
    minutes {bigint} NOT NULL,
    side text NOT NULL,
    made_ms {bigint} NOT NULL,
    due_ms {bigint} NOT NULL,
    is_apart {bigint} NOT NULL,
    scenario {bigint} CONSTRAINT track_record_one_grade UNIQUE,
    verdict text,
    text text NOT NULL,
    previous text NOT NULL CONSTRAINT track_record_one_behind UNIQUE,
    hash text NOT NULL CONSTRAINT track_record_hash UNIQUE,
    CONSTRAINT track_record_number CHECK (number > 0),
    CONSTRAINT track_record_truths CHECK (is_simulated IN (0, 1) AND is_apart IN (0, 1)),
    CONSTRAINT track_record_grade CHECK ((scenario IS NULL) = (verdict IS NULL) AND (scenario IS NULL OR scenario < number))
) {rows};
CREATE INDEX track_record_of_series ON track_record (symbol, minutes, venue, is_simulated, side, number) WHERE scenario IS NULL;
CREATE INDEX track_record_figures ON track_record (symbol, minutes, venue, is_simulated, side, is_apart, verdict) WHERE scenario IS NOT NULL;
CREATE INDEX track_record_of_verdict ON track_record (verdict, scenario) WHERE scenario IS NOT NULL;

-- Where the chain ends: one row, which moves on by one entry at a time.
CREATE TABLE track_record_head (
    one {bigint} NOT NULL PRIMARY KEY CONSTRAINT track_record_head_one CHECK (one = 1),
    number {bigint} NOT NULL,
    hash text NOT NULL
) {rows};
INSERT INTO track_record_head (one, number, hash) VALUES (1, 0, '{start}');

-- The scenarios that have no grade yet: a list of work, which can be made anew from the record.
CREATE TABLE track_record_waiting (
    number {bigint} NOT NULL PRIMARY KEY,
    symbol text NOT NULL,
    due_ms {bigint} NOT NULL
) {rows};
CREATE INDEX track_record_waiting_due ON track_record_waiting (symbol, due_ms);

CREATE TABLE track_record_schema (version {bigint} NOT NULL PRIMARY KEY) {rows};
