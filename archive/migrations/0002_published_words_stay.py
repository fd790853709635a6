"""The database itself refuses to change the words of a published version (DESIGN §1, promise 3)."""

from django.db import migrations

WORDS = (
    "headline",
    "subheadline",
    "abstract",
    "byline",
    "dateline_text",
    "dateline_on",
    "dateline_agency",
    "text",
    "sha256",
    "number",
    "published_at",
)
SENTENCE = "A published version is never changed: make a new version of the story."

SQLITE = """
CREATE TRIGGER archive_version_words_stay BEFORE UPDATE OF {columns}, marks ON archive_articleversion
WHEN OLD.published_at IS NOT NULL AND ({changed} OR OLD.marks IS NOT NEW.marks)
BEGIN SELECT RAISE(ABORT, '{sentence}'); END;
"""
POSTGRESQL = """
CREATE FUNCTION archive_version_words_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{sentence}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER archive_version_words_stay BEFORE UPDATE OF {columns}, marks ON archive_articleversion
FOR EACH ROW WHEN (OLD.published_at IS NOT NULL AND ({changed} OR OLD.marks IS DISTINCT FROM NEW.marks))
EXECUTE FUNCTION archive_version_words_stay();
"""
DROP = {
    "sqlite": "DROP TRIGGER archive_version_words_stay",
    "postgresql": "DROP FUNCTION archive_version_words_stay CASCADE",
}


def create_trigger(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    differs = "IS NOT" if vendor == "sqlite" else "IS DISTINCT FROM"
    statement = SQLITE if vendor == "sqlite" else POSTGRESQL
    changed = " OR ".join(f"OLD.{column} {differs} NEW.{column}" for column in WORDS)
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(statement.format(columns=", ".join(WORDS), changed=changed, sentence=SENTENCE))


def drop_trigger(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(DROP[schema_editor.connection.vendor])


class Migration(migrations.Migration):
    dependencies = [("archive", "0001_the_record")]
    operations = [migrations.RunPython(create_trigger, drop_trigger)]
