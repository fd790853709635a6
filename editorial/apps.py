"""The desk as Django knows it."""

from django.apps import AppConfig


class EditorialConfig(AppConfig):
    """The work of editors."""

    name = "editorial"
    verbose_name = "Desk"
