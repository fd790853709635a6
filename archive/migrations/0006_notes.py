"""Notes that follow their words from version to version, with their history and the colleagues they name."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def remember_first_version(apps, schema_editor):
    """Notes written before this stand on the version they were made on, or were carried there: the best there is."""
    apps.get_model("archive", "Annotation").objects.filter(made_on=None).update(made_on=models.F("version"))


class Migration(migrations.Migration):
    dependencies = [("archive", "0005_authority"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="NoteChange",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "deed",
                    models.CharField(
                        choices=[
                            ("written", "written"),
                            ("edited", "edited"),
                            ("resolved", "resolved"),
                            ("reopened", "reopened"),
                            ("lost", "lost its words"),
                            ("found", "found its words again"),
                            ("attached", "attached by hand"),
                        ],
                        max_length=8,
                    ),
                ),
                ("before", models.JSONField(blank=True, default=dict)),
                ("after", models.JSONField(blank=True, default=dict)),
                ("at", models.DateTimeField()),
            ],
            options={
                "ordering": ["id"],
            },
        ),
        migrations.CreateModel(
            name="NoteMention",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("created_at", models.DateTimeField()),
                ("read_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="annotation",
            name="anchor_score",
            field=models.FloatField(blank=True, help_text="0 to 1, of words found by likeness", null=True),
        ),
        migrations.AddField(
            model_name="annotation",
            name="creator_name",
            field=models.CharField(
                blank=True, help_text="Who wrote it, when it was brought in from elsewhere.", max_length=200
            ),
        ),
        migrations.AddField(
            model_name="annotation",
            name="made_on",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.articleversion"
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(
                condition=models.Q(("anchor_state", "orphaned"), ("resolved_at", None)),
                fields=["-id"],
                name="annotation_orphaned_open",
            ),
        ),
        migrations.AddIndex(
            model_name="annotation",
            index=models.Index(condition=models.Q(("resolved_at", None)), fields=["-id"], name="annotation_open"),
        ),
        migrations.AddField(
            model_name="notechange",
            name="annotation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="changes", to="archive.annotation"
            ),
        ),
        migrations.AddField(
            model_name="notechange",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="notemention",
            name="annotation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="mentions", to="archive.annotation"
            ),
        ),
        migrations.AddField(
            model_name="notemention",
            name="user",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to=settings.AUTH_USER_MODEL
            ),
        ),
        migrations.AddConstraint(
            model_name="notechange",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("deed__in", ["written", "edited", "resolved", "reopened", "lost", "found", "attached"])
                ),
                name="note_change_deed_known",
            ),
        ),
        migrations.AddIndex(
            model_name="notemention",
            index=models.Index(
                condition=models.Q(("read_at", None)), fields=["user", "-id"], name="note_mention_unread"
            ),
        ),
        migrations.AddConstraint(
            model_name="notemention",
            constraint=models.UniqueConstraint(fields=("annotation", "user"), name="note_mention_once"),
        ),
        migrations.RunPython(remember_first_version, migrations.RunPython.noop),
    ]
