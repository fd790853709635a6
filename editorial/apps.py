"""The desk as Django knows it, and the admin site that it lives in."""

from importlib import import_module

from django.apps import AppConfig
from django.contrib.admin import apps as admin_apps


class EditorialConfig(AppConfig):
    """The work of editors."""

    name = "editorial"
    verbose_name = "Desk"


class DeskAdminConfig(admin_apps.AdminConfig):
    """Django's admin with our site in it; installed in the place of `django.contrib.admin`."""

    default = False  # asked for by name in the settings; `EditorialConfig` is this package's own
    default_site = "editorial.admin.site.DeskSite"

    def ready(self) -> None:
        """Make the site, take in what other packages bring, then our own lists."""
        super().ready()
        import_module("editorial.admin.registration")
