"""Pictures that came with a story, and what had no field."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0006_notes")]

    operations = [
        migrations.CreateModel(
            name="Media",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "position",
                    models.PositiveIntegerField(default=0, help_text="Its place among the story's media, from 0."),
                ),
                (
                    "kind",
                    models.CharField(
                        choices=[
                            ("picture", "picture"),
                            ("graphic", "graphic"),
                            ("video", "video"),
                            ("audio", "audio"),
                            ("document", "document"),
                        ],
                        max_length=10,
                    ),
                ),
                ("role", models.CharField(blank=True, help_text="The feed's own word for its use.", max_length=60)),
                (
                    "href",
                    models.CharField(
                        blank=True,
                        help_text="As delivered; never fetched.",
                        max_length=2000,
                        verbose_name="file or address",
                    ),
                ),
                ("media_type", models.CharField(blank=True, max_length=100)),
                ("guid", models.CharField(blank=True, max_length=500)),
                ("headline", models.CharField(blank=True, max_length=1000)),
                ("caption", models.TextField(blank=True)),
                (
                    "alt",
                    models.TextField(blank=True, help_text="For those who do not see it.", verbose_name="description"),
                ),
                ("credit", models.CharField(blank=True, max_length=500)),
                ("rights", models.TextField(blank=True, help_text="The notice, word for word.")),
                ("usage_terms", models.TextField(blank=True)),
                ("width", models.PositiveIntegerField(blank=True, help_text="pixels", null=True)),
                ("height", models.PositiveIntegerField(blank=True, help_text="pixels", null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="media", to="archive.article"
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="+",
                        to="archive.original",
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "media",
                "ordering": ["article_id", "position"],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "position"), name="media_position_once"),
                    models.CheckConstraint(
                        condition=models.Q(("kind__in", ["picture", "graphic", "video", "audio", "document"])),
                        name="media_kind_known",
                    ),
                ],
            },
        ),
    ]
