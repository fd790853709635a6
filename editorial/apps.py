"""The desk as Django knows it, and the admin site that it lives in."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module
from typing import Any

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class EditorialConfig(AppConfig):
    """The work of editors."""

    name = "editorial"
    verbose_name = "Desk"


class DeskAdminConfig(admin_apps.SimpleAdminConfig):
    """Django's admin with our site in it; installed in the place of `django.contrib.admin`.

    Its lists are made with the addresses (`config.urls`), not here: a command has no use for them, and they take
    half a second of its start.
    """

    default = False  # asked for by name in the settings; `EditorialConfig` is this package's own
    default_site = "editorial.admin.site.DeskSite"

    def ready(self) -> None:
        """Django's own checks, of the lists that we have."""
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(_check_lists, checks.Tags.admin)


def _check_lists(app_configs: Sequence[AppConfig] | None, **options: Any) -> Sequence[checks.CheckMessage]:
    import_module("editorial.admin.registration")
    return check_admin_app(app_configs, **options)
