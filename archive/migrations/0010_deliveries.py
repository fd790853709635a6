"""Live deliveries: feeds, folders, tokens, runs; and what the wire says against a person."""

import uuid

import django.core.serializers.json
import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("archive", "0009_likeness"), migrations.swappable_dependency(settings.AUTH_USER_MODEL)]

    operations = [
        migrations.CreateModel(
            name="PushToken",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "name",
                    models.CharField(
                        help_text="Who or what sends with it: night desk, content system.", max_length=100
                    ),
                ),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Publish what raises no question, instead of keeping it as drafts.",
                        verbose_name="publish",
                    ),
                ),
                ("token_sha256", models.CharField(max_length=64, unique=True)),
                ("created_at", models.DateTimeField()),
                ("used_at", models.DateTimeField(blank=True, null=True, verbose_name="last used")),
                ("revoked_at", models.DateTimeField(blank=True, null=True, verbose_name="revoked")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="push_tokens", to="archive.source"
                    ),
                ),
            ],
            options={
                "verbose_name": "push token",
                "ordering": ["-id"],
            },
        ),
        migrations.CreateModel(
            name="Feed",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "url",
                    models.CharField(
                        max_length=1000,
                        unique=True,
                        validators=[
                            django.core.validators.RegexValidator(
                                "^https?://[^\\s/?#@]+([/?#]\\S*)?$",
                                "A feed's address begins with http:// or https:// and holds neither blanks nor a password.",
                            )
                        ],
                        verbose_name="address",
                    ),
                ),
                (
                    "interval",
                    models.PositiveIntegerField(
                        default=15,
                        validators=[
                            django.core.validators.MinValueValidator(1),
                            django.core.validators.MaxValueValidator(10080),
                        ],
                        verbose_name="minutes between looks",
                    ),
                ),
                ("is_enabled", models.BooleanField(default=True, verbose_name="enabled")),
                (
                    "is_published",
                    models.BooleanField(
                        default=False,
                        help_text="Publish what raises no question, instead of keeping it as drafts.",
                        verbose_name="publish",
                    ),
                ),
                ("etag", models.CharField(blank=True, max_length=500)),
                ("last_modified", models.CharField(blank=True, max_length=100)),
                ("body_sha256", models.CharField(blank=True, max_length=64)),
                ("checked_at", models.DateTimeField(blank=True, null=True, verbose_name="last asked")),
                ("succeeded_at", models.DateTimeField(blank=True, null=True, verbose_name="last success")),
                ("failures", models.PositiveIntegerField(default=0, verbose_name="failures in a row")),
                (
                    "note",
                    models.CharField(blank=True, help_text="What is the matter with it, if anything.", max_length=500),
                ),
                ("due_at", models.DateTimeField(verbose_name="next look")),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="feeds", to="archive.source"
                    ),
                ),
            ],
            options={
                "ordering": ["url"],
                "indexes": [models.Index(condition=models.Q(("is_enabled", True)), fields=["due_at"], name="feed_due")],
            },
        ),
        migrations.CreateModel(
            name="Delivery",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("uuid", models.UUIDField(default=uuid.uuid4, unique=True)),
                ("media_type", models.CharField(blank=True, help_text="As the sender stated it.", max_length=100)),
                ("received_at", models.DateTimeField()),
                (
                    "leased_until",
                    models.DateTimeField(help_text="Until then somebody is at it; afterwards a worker takes it up."),
                ),
                ("finished_at", models.DateTimeField(blank=True, null=True)),
                (
                    "original",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="archive.original"
                    ),
                ),
                (
                    "run",
                    models.OneToOneField(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="delivery",
                        to="archive.ingestrun",
                    ),
                ),
                (
                    "source",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="archive.source"
                    ),
                ),
                (
                    "token",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT, related_name="deliveries", to="archive.pushtoken"
                    ),
                ),
            ],
            options={
                "verbose_name_plural": "deliveries",
                "indexes": [
                    models.Index(
                        condition=models.Q(("finished_at__isnull", True)),
                        fields=["leased_until"],
                        name="delivery_waiting",
                    ),
                    models.Index(fields=["token", "received_at"], name="delivery_of_token"),
                ],
                "constraints": [models.UniqueConstraint(fields=("source", "original"), name="delivery_once")],
            },
        ),
        migrations.CreateModel(
            name="Disagreement",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("field", models.CharField(max_length=40)),
                (
                    "here",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder,
                        help_text="The person's value when the wire said otherwise.",
                    ),
                ),
                (
                    "wire",
                    models.JSONField(
                        encoder=django.core.serializers.json.DjangoJSONEncoder, help_text="What the wire says."
                    ),
                ),
                ("wire_sha256", models.CharField(max_length=64)),
                ("said_at", models.DateTimeField()),
                (
                    "answer",
                    models.CharField(
                        choices=[
                            ("waiting", "waiting"),
                            ("taken", "the wire's was taken"),
                            ("refused", "ours was kept"),
                        ],
                        default="waiting",
                        max_length=8,
                    ),
                ),
                ("decided_at", models.DateTimeField(blank=True, null=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE, related_name="disagreements", to="archive.article"
                    ),
                ),
                (
                    "by",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "original",
                    models.ForeignKey(
                        null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to="archive.original"
                    ),
                ),
            ],
            options={
                "indexes": [
                    models.Index(condition=models.Q(("answer", "waiting")), fields=["-id"], name="disagreement_waiting")
                ],
                "constraints": [
                    models.UniqueConstraint(fields=("article", "field", "wire_sha256"), name="disagreement_once"),
                    models.CheckConstraint(
                        condition=models.Q(("answer__in", ["waiting", "taken", "refused"])),
                        name="disagreement_answer_known",
                    ),
                ],
            },
        ),
    ]
