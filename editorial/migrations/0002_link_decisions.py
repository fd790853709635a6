import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0001_the_record"),
        ("editorial", "0001_dismissed_checks"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="LinkDecision",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "verdict",
                    models.CharField(choices=[("accepted", "accepted"), ("rejected", "rejected")], max_length=8),
                ),
                (
                    "type",
                    models.CharField(
                        choices=[
                            ("follows", "follows"),
                            ("background", "has background in"),
                            ("corrects", "corrects"),
                            ("updates", "updates"),
                            ("duplicates", "duplicates"),
                            ("translates", "translates"),
                            ("contradicts", "contradicts"),
                            ("same_story", "tells the same story as"),
                        ],
                        max_length=12,
                    ),
                ),
                ("score", models.FloatField(help_text="0 to 1, as it was proposed", null=True)),
                ("explanation", models.CharField(blank=True, max_length=500)),
                ("decided_at", models.DateTimeField()),
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
                    "first",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.article"
                    ),
                ),
                (
                    "link",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="archive.link"
                    ),
                ),
                (
                    "second",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="+", to="archive.article"
                    ),
                ),
            ],
            options={
                "constraints": [
                    models.UniqueConstraint(fields=("first", "second"), name="link_decision_once"),
                    models.CheckConstraint(
                        condition=models.Q(("first__lt", models.F("second"))), name="link_decision_ordered"
                    ),
                    models.CheckConstraint(
                        condition=models.Q(("verdict__in", ["accepted", "rejected"])),
                        name="link_decision_verdict_known",
                    ),
                ],
            },
        ),
    ]
