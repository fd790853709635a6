"""Dossiers: ordered packages of stories and events; what a removal and a correction say of themselves."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("archive", "0003_arrivals_and_follows"),
    ]

    operations = [
        migrations.CreateModel(
            name="Dossier",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("title", models.CharField(max_length=200)),
                ("slug", models.SlugField(allow_unicode=True, max_length=120, unique=True)),
                ("introduction", models.TextField(blank=True, help_text="Markdown.")),
                ("published_at", models.DateTimeField(blank=True, null=True)),
                ("created_at", models.DateTimeField()),
                ("updated_at", models.DateTimeField()),
            ],
        ),
        migrations.CreateModel(
            name="DossierItem",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("note", models.TextField(blank=True, help_text="Markdown: why it stands here.")),
                ("position", models.PositiveIntegerField()),
                ("added_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["dossier_id", "position"],
            },
        ),
        migrations.CreateModel(
            name="Removal",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "kind",
                    models.CharField(
                        choices=[("withdrawn", "withdrawn"), ("blocked", "blocked by law")], max_length=10
                    ),
                ),
                (
                    "category",
                    models.CharField(
                        choices=[
                            ("error", "it was wrong"),
                            ("rights", "rights of the author or the agency"),
                            ("privacy", "a person's privacy"),
                            ("court", "an order of a court or an authority"),
                            ("safety", "somebody's safety"),
                            ("agency", "its agency took it back"),
                            ("duplicate", "it stood here twice"),
                            ("other", "another reason"),
                        ],
                        default="other",
                        max_length=10,
                    ),
                ),
                (
                    "wording",
                    models.CharField(blank=True, help_text="Stands in the place of the story.", max_length=500),
                ),
                (
                    "detail",
                    models.CharField(blank=True, help_text="For the desk: who asked, which demand.", max_length=500),
                ),
                ("was_public", models.BooleanField(help_text="Whether readers could see the story before.")),
                ("removed_at", models.DateTimeField()),
                ("ended_at", models.DateTimeField(blank=True, help_text="When the story came back.", null=True)),
                (
                    "report",
                    models.JSONField(blank=True, default=list, help_text="What each surface answered after the deed."),
                ),
                ("reported_at", models.DateTimeField(blank=True, null=True)),
            ],
        ),
        migrations.AddField(
            model_name="correction",
            name="right",
            field=models.TextField(blank=True, help_text="The words that stand there now."),
        ),
        migrations.AddField(
            model_name="correction",
            name="wrong",
            field=models.TextField(blank=True, help_text="The words that were wrong."),
        ),
        migrations.AddIndex(
            model_name="correction",
            index=models.Index(fields=["-corrected_at", "-id"], name="correction_newest"),
        ),
        migrations.AddField(
            model_name="dossier",
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
            model_name="dossieritem",
            name="article",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dossier_items",
                to="archive.article",
            ),
        ),
        migrations.AddField(
            model_name="dossieritem",
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
            model_name="dossieritem",
            name="dossier",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="items", to="archive.dossier"
            ),
        ),
        migrations.AddField(
            model_name="dossieritem",
            name="event",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="dossier_items",
                to="archive.event",
            ),
        ),
        migrations.AddField(
            model_name="removal",
            name="article",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="removals", to="archive.article"
            ),
        ),
        migrations.AddField(
            model_name="removal",
            name="by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddIndex(
            model_name="dossier",
            index=models.Index(fields=["-published_at", "-id"], name="dossier_newest"),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(
                condition=models.Q(("title", ""), _negated=True), name="dossier_has_title"
            ),
        ),
        migrations.AddConstraint(
            model_name="dossier",
            constraint=models.CheckConstraint(condition=models.Q(("slug", ""), _negated=True), name="dossier_has_slug"),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("article__isnull", False), ("event__isnull", True)),
                    models.Q(("article__isnull", True), ("event__isnull", False)),
                    _connector="OR",
                ),
                name="dossier_item_story_or_event",
            ),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.UniqueConstraint(fields=("dossier", "article"), name="dossier_story_once"),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.UniqueConstraint(fields=("dossier", "event"), name="dossier_event_once"),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.UniqueConstraint(fields=("dossier", "position"), name="dossier_position_once"),
        ),
        migrations.AddConstraint(
            model_name="dossieritem",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="dossier_position_from_one"
            ),
        ),
        migrations.AddIndex(
            model_name="removal",
            index=models.Index(fields=["-removed_at", "-id"], name="removal_newest"),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(("kind__in", ["withdrawn", "blocked"])), name="removal_kind_known"
            ),
        ),
        migrations.AddConstraint(
            model_name="removal",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("category__in", ["error", "rights", "privacy", "court", "safety", "agency", "duplicate", "other"])
                ),
                name="removal_category_known",
            ),
        ),
    ]
