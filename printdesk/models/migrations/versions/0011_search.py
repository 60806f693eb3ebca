"""an index of words in names and groups, and of the ends of numbers"""

from alembic import op

revision = '0011'
down_revision = '0010'
branch_labels = None
depends_on = None


def upgrade() -> None:
    if op.get_bind().dialect.name == "sqlite":
        _sqlite()
    else:
        _postgresql()


def _sqlite() -> None:
    op.execute(
        "CREATE VIRTUAL TABLE search_application USING fts5(name_key, group_name, content='application', "
        "content_rowid='id', tokenize='unicode61', prefix='2 3', columnsize=0)"
    )
    op.execute("CREATE VIRTUAL TABLE search_word USING fts5vocab('search_application', 'col')")
    put = "INSERT INTO search_application (rowid, name_key, group_name) VALUES (new.id, new.name_key, new.group_name);"
    drop = (
        "INSERT INTO search_application (search_application, rowid, name_key, group_name) "
        "VALUES ('delete', old.id, old.name_key, old.group_name);"
    )
    op.execute(f"CREATE TRIGGER search_added AFTER INSERT ON application BEGIN {put} END")
    op.execute(f"CREATE TRIGGER search_removed AFTER DELETE ON application BEGIN {drop} END")
    op.execute(
        f"CREATE TRIGGER search_changed AFTER UPDATE OF name_key, group_name ON application BEGIN {drop} {put} END"
    )
    op.execute("INSERT INTO search_application (search_application) VALUES ('rebuild')")
    op.execute("CREATE INDEX search_number_tail ON application (substr(number, -4))")


def _postgresql() -> None:
    op.execute("CREATE INDEX search_application_name ON application USING gin (to_tsvector('simple', name_key))")
    op.execute(
        "CREATE INDEX search_application_group ON application "
        "USING gin (to_tsvector('simple', coalesce(group_name, '')))"
    )
    op.execute("CREATE INDEX search_number_tail ON application (right(number, 4))")
    op.execute("CREATE TABLE search_word (term text PRIMARY KEY)")
    op.execute(
        "CREATE FUNCTION search_learn() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        "INSERT INTO search_word SELECT DISTINCT word FROM seen, "
        "unnest(string_to_array(btrim(name_key), ' ')) AS word WHERE word <> '' ORDER BY word "
        "ON CONFLICT DO NOTHING; RETURN NULL; END $$"
    )
    op.execute(
        "CREATE TRIGGER search_added AFTER INSERT ON application REFERENCING NEW TABLE AS seen "
        "FOR EACH STATEMENT EXECUTE FUNCTION search_learn()"
    )
    op.execute(
        "CREATE TRIGGER search_changed AFTER UPDATE ON application REFERENCING NEW TABLE AS seen "
        "FOR EACH STATEMENT EXECUTE FUNCTION search_learn()"
    )
    op.execute(
        "INSERT INTO search_word SELECT DISTINCT word FROM application, "
        "unnest(string_to_array(btrim(name_key), ' ')) AS word WHERE word <> ''"
    )
