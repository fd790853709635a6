"""Upload and UploadItem: what somebody sent by the desk's page, the plan that was made of it, and its fate."""

from __future__ import annotations

import uuid
from datetime import datetime

from django.conf import settings
from django.core.files.storage import Storage, storages
from django.db import models
from django.db.models import Q

from .ingest import Outcome


def uploads_storage() -> Storage:
    """Where the bytes wait (settings.STORAGES["uploads"]) until the upload is taken in or thrown away."""
    return storages["uploads"]


class Standing(models.TextChoices):
    """How far an upload has come."""

    READING = "reading", "being read"
    PLANNED = "planned", "waits for approval"
    APPROVED = "approved", "being taken in"
    DONE = "done", "taken in"
    DISCARDED = "discarded", "thrown away"


class WireFormat(models.TextChoices):
    """What the file may be said to be; the names are those of `import_files --format`."""

    AUTO = "auto", "find out"
    WIRE = "wire", "plain wire copy"
    IPTC7901 = "iptc7901", "IPTC 7901"
    ANPA = "anpa", "ANPA 1312"
    NITF = "nitf", "NITF"
    NEWSML_G2 = "newsml_g2", "NewsML-G2"
    NEWSML_1 = "newsml_1", "NewsML 1"
    NINJS = "ninjs", "ninjs"
    FEED = "feed", "RSS or Atom"
    HTML = "html", "page of a news site"
    CSV = "csv", "table: CSV"
    JSONL = "jsonl", "table: JSON Lines"
    XLSX = "xlsx", "table: XLSX"
    REUTERS_SGML = "reuters_sgml", "Reuters-21578 SGML"


class UploadQuerySet(models.QuerySet["Upload"]):
    """Uploads that are…"""

    def waiting(self, at: datetime) -> UploadQuerySet:
        """…in want of a worker, and nobody is at them; the oldest first."""
        wanted = self.filter(standing__in=(Standing.READING, Standing.APPROVED), leased_until__lte=at)
        return wanted.order_by("pk")

    def unapproved(self) -> UploadQuerySet:
        """…neither approved nor thrown away yet."""
        return self.filter(standing__in=(Standing.READING, Standing.PLANNED))


class Upload(models.Model):
    """One file (several are packed into a ZIP), how it is to be read, the plan, the approval, the run.

    `number` counts the plans: other options make a new one, and only the newest can be approved. `counts` is what that
    plan says, outcome → items, with `public`: items that change what readers see.
    """

    uuid = models.UUIDField(unique=True, default=uuid.uuid4)
    file_name = models.CharField("file", max_length=200)
    size = models.BigIntegerField(help_text="bytes")
    stored_as = models.CharField(max_length=200)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField("uploaded")
    standing = models.CharField(max_length=9, choices=Standing.choices, default=Standing.READING)

    format = models.CharField(max_length=20, choices=WireFormat.choices, default=WireFormat.AUTO)
    source = models.ForeignKey("archive.Source", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    is_published = models.BooleanField("publish", default=False)
    received_at = models.DateTimeField("received")
    mapping = models.JSONField(default=dict, blank=True, help_text="column → field, of a table")

    number = models.PositiveIntegerField(default=1)
    counts = models.JSONField(default=dict)
    trouble = models.CharField(max_length=500, blank=True, help_text="Why there is no plan, or why it goes no further.")
    planned_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    approved_at = models.DateTimeField("approved", null=True, blank=True)
    run = models.OneToOneField("archive.IngestRun", null=True, on_delete=models.SET_NULL, related_name="upload")
    finished_at = models.DateTimeField(null=True, blank=True)
    differs = models.PositiveIntegerField(default=0, help_text="Items of which something else became than was planned.")
    leased_until = models.DateTimeField(help_text="Until then a worker is at it; afterwards another takes it up.")

    objects = UploadQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(standing__in=Standing.values), name="upload_standing_known"),
        ]
        indexes = [
            models.Index(
                fields=["leased_until"], condition=Q(standing__in=("reading", "approved")), name="upload_waiting"
            ),
        ]

    def __str__(self) -> str:
        return self.file_name


class UploadItem(models.Model):
    """One item of the plan: what would be done with it, why, and each field here and as the wire has it."""

    upload = models.ForeignKey(Upload, on_delete=models.CASCADE, related_name="items")
    number = models.PositiveIntegerField(help_text="Its place in the plan, from 1.")
    path = models.CharField(max_length=1000)
    index = models.PositiveIntegerField(default=0)
    outcome = models.CharField(max_length=11, choices=Outcome.choices)
    deed = models.CharField(max_length=10, blank=True, help_text="What is behind the outcome: revise, withdraw, hold…")
    article = models.ForeignKey("archive.Article", null=True, on_delete=models.SET_NULL, related_name="+")
    is_public = models.BooleanField(default=False, help_text="It changes a story that readers see.")
    headline = models.CharField(max_length=300, blank=True)
    problems = models.JSONField(default=list, blank=True, help_text='[{"code", "message"}, …]')
    fields = models.JSONField(default=list, blank=True, help_text="[[field, here, from the wire], …]")
    became = models.CharField(max_length=11, blank=True, help_text="The outcome, where it was another than planned.")

    class Meta:
        default_permissions = ()
        constraints = [models.UniqueConstraint(fields=["upload", "number"], name="upload_item_number")]
        indexes = [
            models.Index(fields=["upload", "outcome", "number"], name="upload_item_outcome"),
            models.Index(fields=["upload", "number"], condition=~Q(became=""), name="upload_item_differs"),
        ]

    def __str__(self) -> str:
        return f"{self.path}#{self.index}"
