"""The ledger's end on the server, search words learnt only from names that changed, an index for the blanks."""

from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None

# The text that is hashed is that of `services/ledger.py`: sequence, what stands between, and the hash before.
_APPEND = """
CREATE FUNCTION ledger_append(entries json, operation text, channel text) RETURNS integer LANGUAGE plpgsql AS $$
DECLARE last_seq integer; last_hash text; made text; given record;
BEGIN
    PERFORM pg_advisory_xact_lock(7031964);
    SELECT seq, hash INTO last_seq, last_hash FROM ledger ORDER BY seq DESC LIMIT 1;
    last_seq := coalesce(last_seq, 0);
    last_hash := coalesce(last_hash, '');
    FOR given IN SELECT * FROM json_to_recordset(entries) AS entry (
        at timestamptz, "user" text, desk text, act text, object_kind text, object_id text, details text, hashed text)
    LOOP
        last_seq := last_seq + 1;
        made := encode(sha256(convert_to(
            '[' || last_seq || ', ' || given.hashed || ', "' || last_hash || '"]', 'UTF8')), 'hex');
        INSERT INTO ledger (
            seq, at, "user", desk, act, object_kind, object_id, details, operation_id, previous, hash)
        VALUES (last_seq, given.at, given."user", given.desk, given.act, given.object_kind, given.object_id,
            given.details, operation, last_hash, made);
        last_hash := made;
    END LOOP;
    PERFORM pg_notify(channel, last_seq::text);
    RETURN last_seq;
END $$
"""
_LEARN = """
CREATE FUNCTION search_learn_one() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
    INSERT INTO search_word SELECT DISTINCT word FROM unnest(string_to_array(btrim(NEW.name_key), ' ')) AS word
    WHERE word <> '' ORDER BY word ON CONFLICT DO NOTHING; RETURN NULL;
END $$
"""


def upgrade() -> None:
    """The blanks at hand by an index, on both; the rest on PostgreSQL: SQLite has one writer, and learns so already."""
    op.create_index("ix_booklet_state_service", "booklet", ["state", "service"])
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute(_APPEND)
    op.execute(_LEARN)
    op.execute("DROP TRIGGER search_changed ON application")
    op.execute(
        "CREATE TRIGGER search_changed AFTER UPDATE OF name_key ON application FOR EACH ROW "
        "WHEN (OLD.name_key IS DISTINCT FROM NEW.name_key) EXECUTE FUNCTION search_learn_one()"
    )
