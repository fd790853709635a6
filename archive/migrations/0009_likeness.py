"""What an agency did to its stories, step by step, and what the words of a story look like."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0008_deeds")]

    operations = [
        migrations.CreateModel(
            name="Likeness",
            fields=[
                (
                    "article",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="likeness",
                        serialize=False,
                        to="archive.article",
                    ),
                ),
                ("version", models.BigIntegerField(help_text="The version that was read; it may be gone.")),
            ],
        ),
        # Nullable and without a default: SQLite then adds a column and keeps the table, whose triggers guard the words.
        migrations.AddField(
            model_name="articleversion",
            name="place",
            field=models.FloatField(
                blank=True,
                help_text="Where it stands among the others, when an earlier version came late.",
                null=True,
            ),
        ),
        migrations.CreateModel(
            name="LikenessBand",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("band", models.BigIntegerField()),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.article"
                    ),
                ),
            ],
            options={"indexes": [models.Index(fields=["band", "article"], name="likeness_band")]},
        ),
        migrations.CreateModel(
            name="WireStep",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("guid", models.CharField(blank=True, max_length=500)),
                ("slug", models.CharField(blank=True, max_length=240)),
                (
                    "action",
                    models.CharField(
                        choices=[
                            ("article", "sent"),
                            ("update", "sent again"),
                            ("correction", "corrected"),
                            ("hold", "held"),
                            ("kill", "withdrawn"),
                        ],
                        max_length=10,
                    ),
                ),
                ("number", models.PositiveIntegerField(null=True)),
                ("moment", models.DateTimeField()),
                ("is_stated", models.BooleanField(default=False)),
                ("version", models.PositiveIntegerField(null=True)),
                ("notice", models.TextField(blank=True)),
                (
                    "article",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="wire_steps",
                        to="archive.article",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        db_index=False,
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="+",
                        to="archive.source",
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(
                        condition=models.Q(("article", None)), fields=["source", "guid"], name="wire_step_unmatched"
                    ),
                    models.Index(
                        condition=models.Q(("slug", ""), _negated=True),
                        fields=["source", "slug"],
                        name="wire_step_slug",
                    ),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=models.Q(("action__in", ["article", "update", "correction", "hold", "kill"])),
                        name="wire_step_action_known",
                    )
                ],
            },
        ),
    ]
