"""Who did what, when, before and after; and a trash for stories that were never public, notes and links."""

import django.core.serializers.json
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

STATUSES = [
    ("draft", "draft"),
    ("review", "in review"),
    ("published", "published"),
    ("withdrawn", "withdrawn"),
    ("blocked", "blocked by law"),
    ("trashed", "in the trash"),
]

# The row stays as it was written. `by` may become empty when an account is deleted: `by_name` says who it was.
KEPT = "verb, subject, ref, label, other_ref, before, after, comment, by_name, at, recorded_at, undoes_id"
SENTENCE = "A deed is evidence: it is never changed."
SQLITE = f"""
CREATE TRIGGER archive_deed_stays BEFORE UPDATE OF {KEPT} ON archive_deed
BEGIN SELECT RAISE(ABORT, '{SENTENCE}'); END;
"""
POSTGRESQL = f"""
CREATE FUNCTION archive_deed_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN RAISE EXCEPTION '{SENTENCE}' USING ERRCODE = 'integrity_constraint_violation'; END $$;
CREATE TRIGGER archive_deed_stays BEFORE UPDATE OF {KEPT} ON archive_deed
FOR EACH ROW EXECUTE FUNCTION archive_deed_stays();
"""


def create_trigger(apps, schema_editor):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(SQLITE if schema_editor.connection.vendor == "sqlite" else POSTGRESQL)


def drop_trigger(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(
            "DROP TRIGGER archive_deed_stays" if vendor == "sqlite" else "DROP FUNCTION archive_deed_stays CASCADE"
        )


class Migration(migrations.Migration):
    dependencies = [("archive", "0007_media"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="Deed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("verb", models.CharField(help_text="The action's name: publish_article", max_length=40)),
                ("subject", models.CharField(help_text="article, person, source…", max_length=20)),
                (
                    "ref",
                    models.CharField(help_text="A story's ref, a source's code, an entity's number.", max_length=40),
                ),
                ("label", models.CharField(blank=True, help_text="Headline or name at that moment.", max_length=200)),
                (
                    "other_ref",
                    models.CharField(blank=True, help_text="The other story, if it was about two.", max_length=40),
                ),
                (
                    "before",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                (
                    "after",
                    models.JSONField(blank=True, default=dict, encoder=django.core.serializers.json.DjangoJSONEncoder),
                ),
                ("comment", models.CharField(blank=True, help_text="The reason that was given.", max_length=500)),
                (
                    "by_name",
                    models.CharField(blank=True, help_text="Empty: a machine, on nobody's behalf.", max_length=150),
                ),
                ("at", models.DateTimeField(help_text="The moment of the deed.")),
                ("recorded_at", models.DateTimeField(auto_now_add=True, help_text="By the clock of the server.")),
                (
                    "by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "undoes",
                    models.OneToOneField(
                        blank=True,
                        help_text="It took this back.",
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="undone_by",
                        to="archive.deed",
                    ),
                ),
            ],
            options={
                "ordering": ["-id"],
                "indexes": [
                    models.Index(fields=["subject", "ref", "-id"], name="deed_of_record"),
                    models.Index(
                        condition=models.Q(("other_ref", ""), _negated=True),
                        fields=["other_ref", "-id"],
                        name="deed_of_other",
                    ),
                    models.Index(fields=["by", "-id"], name="deed_of_person"),
                    models.Index(fields=["by_name", "-id"], name="deed_of_name"),
                    models.Index(fields=["verb", "-id"], name="deed_of_verb"),
                    models.Index(fields=["-at", "-id"], name="deed_of_day"),
                ],
            },
        ),
        migrations.RunPython(create_trigger, drop_trigger),
        migrations.RemoveConstraint(model_name="article", name="article_status_known"),
        migrations.AlterField(
            model_name="article",
            name="status",
            field=models.CharField(choices=STATUSES, default="draft", max_length=10),
        ),
        migrations.AddConstraint(
            model_name="article",
            constraint=models.CheckConstraint(
                condition=models.Q(("status__in", [value for value, _ in STATUSES])), name="article_status_known"
            ),
        ),
        migrations.RemoveConstraint(model_name="link", name="link_once"),
        migrations.AddField(
            model_name="link",
            name="trashed_at",
            field=models.DateTimeField(blank=True, help_text="Taken back; it can be restored.", null=True),
        ),
        migrations.AddConstraint(
            model_name="link",
            constraint=models.UniqueConstraint(
                condition=models.Q(("trashed_at", None)), fields=("article", "target", "type"), name="link_once"
            ),
        ),
        migrations.AddField(
            model_name="annotation",
            name="trashed_at",
            field=models.DateTimeField(blank=True, help_text="Thrown away; it can be restored.", null=True),
        ),
    ]
