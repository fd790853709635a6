"""The archive as Django knows it."""

from django.apps import AppConfig


class ArchiveConfig(AppConfig):
    """The record."""

    name = "archive"
    verbose_name = "Archive"
